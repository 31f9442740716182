// WeChat asks its SDK how a page looks when it is passed on. The SDK listens only
// to a page that was signed.

const sdk = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
const calls = ["updateAppMessageShareData", "updateTimelineShareData"];

let signing; // a promise, once
let told; // the article that WeChat knows of, or will

// tellWeChat says how the article looks when the page is passed on. Where that
// fails, WeChat shows the page as it does any other: nothing a reader could help.
async function tellWeChat(article) {
  told = article;
  try {
    if (!article.signed) await (signing ??= sign());
    update(article, 20);
  } catch { /* see above */ }
}

async function sign() {
  const page = encodeURIComponent(location.href.split("#")[0]);
  const answer = await fetch(`${base}v1/wechat/signature?url=${page}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(answer.status);
  const signature = await answer.json();
  if (!window.wx?.config) {
    await new Promise((load, error) => document.head.append(element("script", { src: sdk, load, error })));
  }
  return new Promise((resolve, reject) => {
    wx.error(reject);
    wx.ready(resolve);
    wx.config({ ...signature, jsApiList: calls });
  });
}

// update tells the SDK. Where the page signs itself, the SDK may not be there
// yet, or refuses until the page has been verified. Its wx.ready would say when,
// but keeps one listener only: the page's own.
function update(article, tries) {
  if (told !== article || tries < 0) return;
  const fail = () => setTimeout(update, 500, article, tries - 1);
  if (!window.wx) return fail();
  const { title, summary: desc, link } = article;
  const imgUrl = picture(article, "thumb");
  wx[calls[0]]({ title, desc, link, imgUrl, fail });
  wx[calls[1]]({ title, link, imgUrl });
}
