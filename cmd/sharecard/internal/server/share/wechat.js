// WeChat asks its SDK how a page looks when it is passed on. The SDK listens only
// to a page that was signed.

const sdk = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
const calls = ["updateAppMessageShareData", "updateTimelineShareData"];
const landing = location.href;

let signed, signing; // an address and the promise of its signature
let told; // what WeChat knows, or will
let telling; // the button whose article is looked up

// tellWeChat says how a button's article looks when the page is passed on. Where that
// fails, WeChat shows the page as it does any other: nothing a reader could help.
async function tellWeChat(button) {
  if (!("wx" in button.dataset) && !served.wechat) return; // nobody signs
  telling = button;
  const article = await describe(button);
  if (telling !== button) return; // another is told of by now
  // On Apple's systems WeChat goes by the address that the app was entered by.
  const page = (onApple ? landing : location.href).split("#")[0];
  const news = JSON.stringify([page, article]);
  if (news === told) return;
  told = news;
  try {
    if (!article.signed) await sign(page);
    update(article, news, 20);
  } catch { /* see above */ }
}

function sign(page) {
  if (signed !== page) [signed, signing] = [page, requestSignature(page)];
  return signing;
}

async function requestSignature(page) {
  const answer = await fetch(`${base}v1/wechat/signature?url=${encodeURIComponent(page)}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(answer.status);
  const signature = await answer.json();
  if (!window.wx?.config) await loadSDK();
  return new Promise((resolve, reject) => {
    wx.error(reject);
    wx.ready(resolve);
    wx.config({ ...signature, jsApiList: calls });
  });
}

function loadSDK() {
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: sdk, nonce: script?.nonce ?? "", onload, onerror }));
  });
}

// update tells the SDK. Where the page signs itself, the SDK may not be there
// yet, or refuses until the page has been verified. Its wx.ready would say when,
// but keeps one listener only: the page's own.
function update(article, news, tries) {
  if (told !== news || tries < 0) return;
  const fail = () => setTimeout(update, 500, article, news, tries - 1);
  if (!window.wx) return fail();
  const { title, summary: desc, link } = article;
  const imgUrl = picture(article, "thumb");
  wx[calls[0]]({ title, desc, link, imgUrl, fail });
  wx[calls[1]]({ title, link, imgUrl });
}
