let shown = false; // a sheet is

// open shows the sheet of a button: one for WeChat's browser, one for phones,
// one for desktops.
function open(button) {
  if (shown) return;
  shown = true;
  const article = describe(button);
  const words = wordsFor(button);
  const said = element("p", { class: "said", role: "status" });
  const say = (text) => { said.textContent = text; };
  const heading = element("h2", { id: "heading", tabindex: "-1" }, words.heading);
  const close = element("button", { class: "close", "aria-label": words.close, click: () => dialog.close() },
    drawing("0 0 24 24", "M6 6l12 12M18 6L6 18", { class: "line", width: "24" }));
  const form = !onPhone ? "desk" : inWeChat ? "wechat" : "phone";
  const page = document.documentElement;
  const { overflow } = page.style;
  const host = element("div");
  const dialog = element("dialog", {
    class: form,
    lang: words.lang,
    "aria-labelledby": "heading",
    click: (event) => { if (event.target === dialog) dialog.close(); },
    close: () => {
      host.remove();
      shown = false;
      page.style.overflow = overflow;
      button.focus({ preventScroll: true });
      if (inWeChat) tellWeChat(describe(document.querySelector(buttons) ?? button));
    },
  }, element("div", { class: "sheet" }, ...forms[form]({ article, words, say, said, heading, close })));

  const root = host.attachShadow({ mode: "open" });
  dress(root);
  root.append(dialog);
  document.body.append(host);
  // The page stays where it is, unless losing its scroll bar would move it.
  if (innerWidth === page.clientWidth) page.style.overflow = "hidden";
  dialog.showModal();
  heading.focus();
  dialog.scrollTop = 0;
  if (inWeChat) tellWeChat(article);
}

const forms = {
  wechat: ({ article, words, heading, close }) => {
    heading.textContent = words.corner;
    close.textContent = words.close;
    return [
      element("div", { class: "guide" },
        drawing("0 0 60 72", "M6 66C34 62 50 44 52 8M40 20L52 6L60 22", { class: "line" }),
        heading, element("p", {}, words.friends)),
      showPoster(article, words),
      element("p", { class: "hint" }, words.hold),
      close,
    ];
  },

  phone: ({ article, words, say, said, heading, close }) => {
    const hint = element("p", { class: "hint" }, words.hold);
    const copy = copyButton(article, words, say);
    if (!navigator.share) {
      return [heading, close, showPoster(article, words), hint, element("b", {}, words.browser), copy, said];
    }
    let offer;
    const share = element("button", {
      class: "main", disabled: "",
      click: () => navigator.share(offer).catch((fault) => {
        if (fault.name !== "AbortError") say(words.browser);
      }),
    }, words.share);
    const poster = showPoster(article, words, async () => {
      offer = await shareable(article);
      share.textContent = offer.files ? words.share : words.shareLink;
      share.disabled = false;
    });
    return [heading, close, poster, hint, element("div", { class: "ways" }, share, copy), said];
  },

  desk: ({ article, words, say, said, heading, close }) => {
    const code = qrCode(article.link);
    const input = element("input", { readonly: "", value: article.link, "aria-label": words.link, focus: () => input.select() });
    return [
      showPoster(article, words),
      element("div", { class: "ways" },
        element("div", {}, heading, element("p", { class: "title" }, article.title)),
        element("div", { class: "scan" }, ...code ? [qrDrawing(code), element("p", { class: "hint" }, words.scan)] : []),
        element("div", { class: "copy" }, input, copyButton(article, words, say)),
        element("button", { class: "main", click: () => download(article, words, say) }, words.download),
        said),
      close,
    ];
  },
};

// showPoster makes the poster's place: a note while it is drawn, then the
// picture, or a note that it failed. first is done before it is asked for.
function showPoster(article, words, first) {
  const img = element("img", {
    alt: words.alt + article.title,
    load: () => { box.className = "poster drawn"; note.textContent = ""; },
    error: () => note.replaceChildren(words.failed, element("button", { click: show }, words.retry)),
  });
  const note = element("div", { class: "note", role: "status" });
  const box = element("div", { class: "poster" }, img, note);
  async function show() {
    note.textContent = words.drawing;
    img.removeAttribute("src");
    await first?.();
    img.src = picture(article, "poster");
  }
  show();
  return box;
}

// shareable is what the phone can pass on: the poster, else the link.
async function shareable(article) {
  const { title, summary: text, link: url } = article;
  try {
    const offer = { title, files: [await poster(article)] }; // beside a text, receivers drop the picture
    if (navigator.canShare(offer)) return offer;
  } catch { /* the link is left */ }
  return { title, text, url };
}

// copyButton copies the link. Where a page may not (it needs TLS), the reader
// copies it from a field.
function copyButton(article, words, say) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(article.link);
      say(words.copied);
    } catch {
      prompt(words.copy, article.link);
    }
  };
  return element("button", { click: copy }, words.copy);
}

async function download(article, words, say) {
  try {
    const file = await poster(article);
    const href = URL.createObjectURL(file);
    element("a", { href, download: file.name }).click();
    setTimeout(URL.revokeObjectURL, 60_000, href);
    say(words.downloading);
  } catch {
    window.open(picture(article, "poster"), "_blank", "noopener");
  }
}
