// What a button may offer besides: a choice of cards and themes, and links to places
// where the article can be posted. It is a module, loaded only for buttons that ask.

const names = {
  zh: {
    card: "卡片", theme: "风格", cover: "大图海报", poster: "海报", square: "方图", xhs: "竖图", og: "横图", quote: "金句", flash: "快讯", photo: "图片",
    paper: "纸感", clean: "简洁", ink: "墨色", red: "红色", weibo: "微博", qq: "QQ", x: "X", facebook: "Facebook",
  },
  en: {
    card: "Card", theme: "Theme", cover: "Cover", poster: "Poster", square: "Square", xhs: "Upright", og: "Wide", quote: "Quote", flash: "Flash", photo: "Photo",
    paper: "Paper", clean: "Clean", ink: "Ink", red: "Red", weibo: "Weibo", qq: "QQ", x: "X", facebook: "Facebook",
  },
};

// targets are the addresses at which a link is posted. Each opens by the reader's own click.
const targets = {
  weibo: ({ link, title, pic }) => ["https://service.weibo.com/share/share.php", { url: link, title, pic }],
  qq: ({ link, title, summary, pic }) => ["https://connect.qq.com/widget/shareqq/index.html", { url: link, title, summary, pics: pic }],
  x: ({ link, title }) => ["https://x.com/intent/post", { url: link, text: title }],
  facebook: ({ link }) => ["https://www.facebook.com/sharer/sharer.php", { u: link }],
};

// offer makes what the article's button asks for. poster is what the sheet shows; element
// makes an element.
export function offer({ poster, picture, words, element }) {
  const { article, tell } = poster;
  const said = names[words.lang.startsWith("zh") ? "zh" : "en"];
  const chosen = { card: poster.card, theme: article.theme };
  const list = (text = "") => text.split(/[\s,]+/).filter((name) => /^[a-z0-9-]+$/.test(name));
  const choice = (what, values) => values.length < 2 ? [] : [element("select", {
    "aria-label": said[what],
    part: "choice",
    change: ({ target }) => {
      chosen[what] = target.value;
      poster.card = chosen.card;
      poster.address = picture({ ...article, theme: chosen.theme }, chosen.card);
      poster.show();
      tell("choose", chosen);
    },
  }, ...values.map((value) => element("option", { value, ...(value === chosen[what] && { selected: "" }) }, said[value] ?? value)))];
  const link = (name) => {
    const [address, query] = targets[name]({ ...article, pic: picture(article, "cover") });
    const href = `${address}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`;
    return element("a", {
      href, target: "_blank", rel: "noopener noreferrer", part: "target", click: () => tell("share", { target: name }),
    }, said[name]);
  };
  return element("div", { class: "more" },
    ...choice("card", list(article.more.cards)), ...choice("theme", list(article.more.themes)),
    ...list(article.more.targets).filter((name) => Object.hasOwn(targets, name)).map(link));
}
