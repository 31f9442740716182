/*
 * Sharecard's share button.
 *
 *   <script async src="https://cards.example/share.js"></script>
 *   <button data-sharecard="ARTICLE_ID">分享</button>
 *
 * A click opens a sheet with the article's poster and the ways to pass it on
 * that the browser (of 2022 or later) has. Buttons may be many and come later.
 * Attributes of each:
 *
 *   data-title    else og:title, else the page's title
 *   data-summary  else og:description, else the description
 *   data-url      the link; else the canonical one, else the page's address
 *   data-theme    the poster's look: paper, clean, ink, red
 *   data-wx       the page itself calls wx.config
 *
 * Words are Chinese or English by the lang around the button. The sheet is dark
 * where the reader prefers that; --sharecard-accent on the root colours it.
 *
 * In WeChat the page is signed as it loads, and WeChat learns how the first
 * article looks when passed on; while a sheet is open, that sheet's. Only there
 * is WeChat's SDK loaded, unless the page has it. No other dependencies, no
 * cookies, nothing kept, nothing reported.
 *
 * A content policy allows this host for script-src, img-src and connect-src,
 * and https://res.wx.qq.com for script-src. Nothing inline is used.
 */

const script = document.currentScript;
const base = new URL(".", script.src).href;
const agent = navigator.userAgent;
const onPhone = /Mobi|Android|iP(hone|ad|od)|HarmonyOS/i.test(agent) ||
  (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1); // an iPad that says it is a Mac
const inWeChat = /MicroMessenger/i.test(agent);
const buttons = "[data-sharecard]";

// describe gathers what is shared by a button.
function describe(button) {
  const own = button.dataset;
  const meta = (name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.content;
  const canonical = document.querySelector('link[rel="canonical"]')?.href;
  return {
    id: own.sharecard,
    title: own.title || meta("og:title") || document.title,
    summary: own.summary || meta("og:description") || meta("description") || "",
    link: new URL(own.url || canonical || location.href, location.href).href.split("#")[0],
    theme: own.theme,
    signed: "wx" in own,
  };
}

// picture is the address of one of the article's cards.
function picture(article, card) {
  const theme = article.theme ? `?theme=${encodeURIComponent(article.theme)}` : "";
  return `${base}v1/articles/${encodeURIComponent(article.id)}/cards/${card}.jpg${theme}`;
}

// poster fetches the poster as a file.
async function poster(article) {
  const answer = await fetch(picture(article, "poster"), { credentials: "omit" });
  if (!answer.ok) throw new Error(answer.status);
  const name = article.title.replace(/[\\/:*?"<>|\s]+/g, " ").slice(0, 60);
  return new File([await answer.blob()], `${name}.jpg`, { type: "image/jpeg" });
}

// element makes an element. Attributes that are functions are listeners.
function element(name, attributes, ...children) {
  const made = give(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function give(element, attributes = {}) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  }
  return element;
}

// drawing makes an SVG of one path, that screen readers pass over.
function drawing(box, path, attributes) {
  const part = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const svg = give(part("svg"), { viewBox: box, "aria-hidden": "true", ...attributes });
  svg.append(give(part("path"), { d: path }));
  return svg;
}
