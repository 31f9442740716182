// The sheet of the share button. It is a module, loaded at the first click; the
// button's script calls show.

// show opens the sheet of a button and returns a function that closes it.
//
//   form     what it looks like: "wechat", "phone" or "desk"
//   words    what it says
//   picture  makes the address of one of the article's cards
//   closed   is called when the sheet has been closed
//   tell     tells the page what is done: tell("save", { card })
//   more     the address of the module with what buttons may offer besides
//   nonce    of the page's content policy, if any
export function show({ button, article, form, words, picture, closed, tell, more, nonce }) {
  const said = element("p", { class: "said", role: "status" });
  const say = (text) => { said.textContent = text; };
  const heading = element("h2", { id: "heading", part: "heading", tabindex: "-1" }, words.heading);
  const close = element("button", { class: "close", part: "close", "aria-label": words.close, click: () => dialog.close() },
    drawing("0 0 24 24", "M6 6l12 12M18 6L6 18", { class: "line", width: "24" }));
  const page = document.documentElement;
  const { overflow } = page.style;
  const host = element("div", { class: "sharecard-sheet" });
  const poster = { article, card: "cover", address: picture(article, "cover"), tell };
  const dialog = element("dialog", {
    class: `${form} ${article.scheme ?? ""}`,
    lang: words.lang,
    "aria-labelledby": "heading",
    click: (event) => { if (event.target === dialog) dialog.close(); },
    close: () => {
      host.remove();
      page.style.overflow = overflow;
      button.focus({ preventScroll: true });
      closed();
    },
  }, element("div", { class: "sheet", part: "sheet" }, ...forms[form]({ article, poster, words, say, said, heading, close })));

  if (article.more && form !== "wechat") {
    import(/* webpackIgnore: true */ /* @vite-ignore */ more).then(({ offer }) => {
      (dialog.querySelector(".ways") ?? said).append(offer({ poster, picture, words, element }));
    }, console.error);
  }
  const root = host.attachShadow({ mode: "open" });
  dress(root, nonce);
  root.append(dialog);
  document.body.append(host);
  // The page stays where it is, unless losing its scroll bar would move it.
  if (innerWidth === page.clientWidth) page.style.overflow = "hidden";
  dialog.showModal();
  heading.focus();
  dialog.scrollTop = 0;
  ignoreSecondTap(dialog);
  return () => dialog.close();
}

// ignoreSecondTap lets no tap through for half a second: the second one of a
// double tap was meant for the page's button, not for what lies there now.
function ignoreSecondTap(dialog) {
  const stop = (event) => {
    if (!event.detail) return; // of a keyboard
    event.stopPropagation();
    event.preventDefault();
  };
  dialog.addEventListener("click", stop, true);
  setTimeout(() => dialog.removeEventListener("click", stop, true), 500);
}

const forms = {
  wechat: ({ poster, words, heading, close }) => {
    heading.textContent = words.corner;
    close.textContent = words.close;
    return [
      element("div", { class: "guide" },
        drawing("0 0 60 72", "M6 66C34 62 50 44 52 8M40 20L52 6L60 22", { class: "line" }),
        heading, element("p", {}, words.friends)),
      showPoster(poster, words),
      element("p", { class: "hint" }, words.hold),
      close,
    ];
  },

  phone: ({ article, poster, words, say, said, heading, close }) => {
    const hint = element("p", { class: "hint" }, words.hold);
    const [field, copy] = copying(poster, words, say);
    field.hidden = true;
    if (!navigator.share) {
      return [heading, close, showPoster(poster, words), hint, element("b", {}, words.browser), copy, field, said];
    }
    let offer;
    const share = element("button", {
      class: "main", part: "main", disabled: "",
      click: () => navigator.share(offer).then(() => poster.tell("share", { target: "system", card: poster.card }), (fault) => {
        if (fault.name !== "AbortError") say(words.browser);
      }),
    }, words.share);
    const box = showPoster(poster, words, async () => {
      offer = await shareable(poster);
      share.textContent = offer.files ? words.share : words.shareLink;
      share.disabled = false;
    });
    return [heading, close, box, hint, element("div", { class: "ways" }, share, copy, field), said];
  },

  desk: ({ article, poster, words, say, said, heading, close }) => {
    const code = qrCode(article.link);
    return [
      showPoster(poster, words),
      element("div", { class: "ways" },
        element("div", {}, heading, element("p", { class: "title" }, article.title)),
        element("div", { class: "scan" }, ...code ? [qrDrawing(code), element("p", { class: "hint" }, words.scan)] : []),
        element("div", { class: "copy" }, ...copying(poster, words, say)),
        element("button", { class: "main", part: "main", click: () => download(poster, words, say) }, words.download),
        said),
      close,
    ];
  },
};

// showPoster makes the poster's place: a note while it is drawn, then the
// picture, or a note that it failed. first is done before it is asked for.
function showPoster(poster, words, first) {
  const img = element("img", {
    alt: poster.article.alt || words.alt + poster.article.title,
    load: () => { box.className = "poster drawn"; note.textContent = ""; },
    error: async () => note.replaceChildren(
      await fetchPoster(poster).then(() => words.failed, (fault) => whyNot(fault, words)),
      element("button", { click: show }, words.retry)),
  });
  const note = element("div", { class: "note", role: "status" });
  const box = element("div", { class: "poster", part: "poster" }, img, note);
  poster.show = show;
  async function show() {
    box.className = "poster";
    note.textContent = words.drawing;
    img.removeAttribute("src");
    await first?.();
    img.src = poster.address;
  }
  show();
  return box;
}

// fetchPoster fetches the poster as a file. What it throws has the status of the
// answer, if there was any that the page may read.
async function fetchPoster({ article, address }) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) {
    throw Object.assign(new Error(`Sharecard: ${address} answers ${answer.status}`), { status: answer.status });
  }
  const name = article.title.replace(/[\\/:*?"<>|\s]+/g, " ").slice(0, 60);
  return new File([await answer.blob()], `${name}.jpg`, { type: "image/jpeg" });
}

// whyNot tells the reader why there is no poster, and the site's makers where
// they look.
function whyNot(fault, words) {
  console.error(fault);
  return { 404: words.unknown, 410: words.gone }[fault.status] ?? words.failed;
}

// shareable is what the phone can pass on: the poster, else the link.
async function shareable(poster) {
  const { title, summary: text, link: url } = poster.article;
  try {
    const offer = { title, files: [await fetchPoster(poster)] }; // beside a text, receivers drop the picture
    if (navigator.canShare(offer)) return offer;
  } catch { /* the link is left */ }
  return { title, text, url };
}

// copying makes a field with the link and a button that copies it. Where the page
// may not (it needs TLS), the link is selected for the reader to copy.
function copying({ article, tell }, words, say) {
  const field = element("input", { part: "link", readonly: "", value: article.link, "aria-label": words.link, focus: () => field.select() });
  const copy = async () => {
    tell("copy");
    try {
      await navigator.clipboard.writeText(article.link);
      say(words.copied);
    } catch {
      field.hidden = false;
      field.focus();
      field.select();
      say(document.execCommand("copy") ? words.copied : words.selected);
    }
  };
  return [field, element("button", { part: "copy", click: copy }, words.copy)];
}

// download saves the poster. Where the page may not fetch it, the reader saves
// the picture that is shown.
async function download(poster, words, say) {
  let file;
  try {
    file = await fetchPoster(poster);
  } catch (fault) {
    say(fault.status ? whyNot(fault, words) : words.save);
    return;
  }
  const href = URL.createObjectURL(file);
  element("a", { href, download: file.name }).click();
  setTimeout(URL.revokeObjectURL, 60_000, href);
  say(words.downloading);
  poster.tell("save", { card: poster.card });
}
