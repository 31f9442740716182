/*
 * Sharecard's share button.
 *
 *   <script async src="https://cards.example/share.js"></script>
 *   <a href="https://cards.example/v1/articles/ARTICLE_ID/cards/poster.jpg"
 *      data-sharecard="ARTICLE_ID">分享</a>
 *
 * Where the service lists the page's host (--page-hosts), the page's own address
 * does for an ID: <button data-sharecard>分享</button>, with data-url on lists.
 *
 * A click opens a sheet with the article's poster and the ways to pass it on
 * that the browser (of 2022 or later) has. Without the script the link opens
 * the poster; a <button> will do too. Buttons may be many, come later, and be
 * in open shadow roots. type="module" and bundlers work. Attributes of each:
 *
 *   data-title    else the article's own; else og:title, else the page's title
 *   data-summary  else the article's own; else og:description or description
 *   data-url      the link; else the article's own (without data-title), else the
 *                 canonical one, else the page's address
 *   data-theme    the poster's theme: a name, such as ink or cinema
 *   data-scheme   light or dark; else as the page's color-scheme says, else the reader's
 *   data-cards    cards to choose from, "cover square xhs"; data-themes likewise
 *   data-targets  links to "weibo qq x facebook"
 *   data-wx       the page itself calls wx.config
 *
 * In an app of one page the sheet closes when the address changes, and what the
 * page's head says is believed as far as it has changed too. A link keeps its
 * fragment where that is a route: #/article/12, #!article/12.
 *
 * <sharecard-button article="ID">分享</sharecard-button> is such a button too, with
 * these attributes without data- (heading for data-title). Buttons hear of what is
 * done: sharecard:open, :save, :share, :copy and :choose, with event.detail.
 *
 * Words are Chinese or English by the lang around the button. --sharecard-accent on
 * the root colours the sheet; .sharecard-sheet::part(sheet), poster, main, heading,
 * link, copy, close and target style it. It is loaded at the first click.
 *
 * In WeChat the page is signed as it loads, and WeChat learns how the first
 * article looks when passed on; while a sheet is open, that sheet's. Only there
 * is WeChat's SDK loaded, unless the page has it. No other dependencies, no
 * cookies, nothing kept, nothing reported.
 *
 * A content policy allows this host for script-src, img-src and connect-src,
 * and https://res.wx.qq.com for script-src. Nothing inline is used.
 */

// served is written above by the service: { address, sheet, more, wechat }.

// Within a bundle the page's script is not this one, and a module has none: the
// service that the file was loaded from says its own address.
const script = document.currentScript ?? document.querySelector('script[type="module"][src*="/share.js"]');
const base = /\/share\.js(\?|$)/.test(script?.src) ? new URL(".", script.src).href : served.address;
const agent = navigator.userAgent;
const onApple = /iP(hone|ad|od)/.test(agent) ||
  (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1); // an iPad that says it is a Mac
const onPhone = onApple || /Mobi|Android|HarmonyOS/i.test(agent);
const inWeChat = /MicroMessenger/i.test(agent);
const buttons = "[data-sharecard]";

// describe gathers what is shared by a button.
async function describe(button) {
  const own = button.dataset;
  const page = describePage();
  const article = own.title || !(own.sharecard || own.url) ? undefined : await lookUp(own);
  const link = new URL(own.url || article?.url || page.link, location.href);
  if (!route.test(link.hash)) link.hash = "";
  return {
    id: own.sharecard,
    title: own.title || article?.title || page.title,
    alt: article?.alt, // what the card shows; a page that gives a title speaks for itself
    summary: own.summary || (article ?? page).summary || "",
    link: link.href,
    theme: own.theme,
    scheme: own.scheme || schemeOf(button),
    more: own.cards || own.themes || own.targets ? own : undefined,
    signed: "wx" in own,
  };
}

// schemeOf is the one that the page has chosen, if it has one only.
const schemeOf = (element) => getComputedStyle(element).colorScheme.replace("only", "").trim().match(/^(dark|light)$/)?.[0];

// lookUp asks the service for the title, summary and url of an article, since the
// page may be a list of many, and for what its card shows. The browser keeps the answer.
async function lookUp({ sharecard: id, url }) {
  try {
    const answer = await fetch(addressOf("share.json", { id, link: url && new URL(url, location.href) }), { credentials: "omit" });
    if (answer.ok) return await answer.json();
  } catch { /* the page is left */ }
}

// picture is the address of one of the article's cards.
const picture = (article, card) => addressOf(`cards/${card}.jpg`, article);

// addressOf is where the service has what is of an article, by its ID or its page.
function addressOf(what, { id, link, theme }) {
  const address = new URL(id ? `v1/articles/${encodeURIComponent(id)}/${what}` : `v1/pages/${what}`, base);
  if (theme) address.searchParams.set("theme", theme);
  if (!id) address.searchParams.set("url", link);
  return address.href;
}

let opened; // the button whose sheet is open or on its way
let close; // closes the sheet
let failures = 0; // to load the sheet

// open opens the sheet of a button: one for WeChat's browser, one for phones,
// one for desktops.
async function open(button) {
  if (opened) return;
  opened = button;
  close = () => { opened = undefined; };
  const form = !onPhone ? "desk" : inWeChat ? "wechat" : "phone";
  const again = failures ? `&again=${failures}` : ""; // browsers remember that a module failed
  try {
    const [{ show }, article] = await Promise.all([
      import(/* webpackIgnore: true */ /* @vite-ignore */ base + served.sheet + again),
      describe(button),
    ]);
    if (opened !== button) return; // the page has moved on
    const closed = () => {
      opened = undefined;
      look();
    };
    const tell = (what, detail) => button.dispatchEvent(new CustomEvent("sharecard:" + what, {
      bubbles: true, composed: true, detail: { article: article.id, link: article.link, ...detail },
    }));
    close = show({ button, article, form, words: wordsFor(button), picture, closed, tell, more: base + served.more, nonce: script?.nonce });
    tell("open");
    look();
  } catch (fault) {
    failures++;
    close();
    console.error("Sharecard:", fault);
    if (button.href) location.assign(button.href); // as without the script
  }
}
