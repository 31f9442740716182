// The box: an address, a text, a page or a picture becomes an article, and its cards
// are drawn. The article stays in this page until its reader has it stored. What it
// says only ever becomes text and attributes.

const page = JSON.parse(document.getElementById("page").textContent);
const $ = (selector) => document.querySelector(selector);
const atOnce = 3; // cards that are asked for

let article = null; // what was read
let cover = null; // the file of a picture from the box
let theme = page.theme;
let drawing = new AbortController();
let setRatio;

// say puts words into the status line, with {name} in them replaced.
function say(key, values = {}, wrong = false) {
  const text = (page.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  $("#status").textContent = text;
  $("#status").classList.toggle("wrong", wrong);
}

// fail tells what went wrong, unless it was given up for something newer.
function fail(error) {
  if (error.name !== "AbortError") say(error.message, {}, true);
}

// ask fetches from the server. The error's message is for the reader.
async function ask(path, options = {}) {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(path, { ...options, headers: { "Accept-Language": page.lang, ...options.headers } }).catch((error) => {
      throw error.name === "AbortError" ? error : new Error(page.words.error_away);
    });
    if (answer.ok) return answer;
    if (answer.status === 401) location.reload(); // the page asks for the token
    if (answer.status === 429 && attempt < 8) {
      await new Promise((resume) => { setTimeout(resume, 400 * (attempt + 1)); });
      options.signal?.throwIfAborted();
      continue;
    }
    const problem = await answer.json().catch(() => ({}));
    const known = page.words[problem.code === "unfit" ? "unfit_" + problem.field : "error_" + problem.code];
    throw Object.assign(new Error(known ?? problem.detail ?? String(answer.status)), { code: problem.code });
  }
}

function json(method, value, signal) {
  return { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), signal };
}

function upload(method, file) {
  return { method, headers: { "Content-Type": "application/octet-stream" }, body: file };
}

// addressIn returns the address that a text is, or that a shared line holds, or "".
function addressIn(text) {
  if (text.includes("\n")) return "";
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?\/\S*$/.test(text)) return "https://" + text;
  const found = text.match(/https?:\/\/[^\s，。！？；、（）《》【】“”]+/g);
  return found?.length === 1 && text.length < 300 + found[0].length ? found[0] : "";
}

// read makes an article of what was put in, without storing it.
function read(input) {
  const path = "/v1/articles/import?store=0";
  if (typeof input !== "string") {
    const form = new FormData();
    form.append("file", input);
    return ask(path, { method: "POST", body: form });
  }
  const url = addressIn(input);
  if (url) return ask(path, json("POST", { url }));
  return ask(path, { method: "POST", headers: { "Content-Type": "text/plain; charset=utf-8" }, body: input });
}

// make reads what was put in and draws the cards of it.
async function make(input) {
  drawing.abort();
  busy(true);
  say("reading");
  try {
    const answer = await read(input);
    article = await answer.json();
    let report = answer.headers.get("Sharecard-Report") ?? "";
    if (cover) {
      article.cover = { url: (await (await ask("/v1/covers", upload("POST", cover))).json()).url };
      report = "";
    }
    show();
    await draw(/\bcover=/.test(report) ? page.words.no_cover : "");
  } catch (error) {
    fail(error);
  }
  busy(false);
}

function busy(is) {
  $("#make .primary").disabled = is;
  $("#make").setAttribute("aria-busy", is);
}

// show puts the article in the place of the sample.
function show() {
  const section = $("#cards");
  section.hidden = false;
  section.classList.add("yours");
  $("#kind").textContent = page.words.yours;
  $("#title").textContent = article.title;
  $("#title").lang = article.lang || "zh-CN";
  $("#share")?.remove();
  $("#unsaved").hidden = false;
  $("#kit").removeAttribute("href");
  $("#kit").setAttribute("role", "button");
  $("#kit").tabIndex = 0;
  if (section.getBoundingClientRect().top > innerHeight * 0.7) section.scrollIntoView({ block: "start" });
  pack({ ...article }).then((own) => {
    const edit = $("#edit");
    edit.href = `/studio?lang=${page.lang}#` + new URLSearchParams({ article: "own", ...(theme && { theme }), own });
    edit.hidden = false;
  });
}

// draw has every card drawn, a few at a time. more is said at the end.
async function draw(more = "") {
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  const { templates } = await (await ask("/v1/templates", json("POST", { article }, signal))).json();
  for (const img of document.querySelectorAll("#cards img[src^='blob:']")) URL.revokeObjectURL(img.src);
  $("#omitted ul").replaceChildren();
  $("#omitted").hidden = true;
  const cards = [];
  for (const { name, missing, detail } of templates) {
    const card = page.cards.find((one) => one.name === name);
    if (missing) omit(card, page.words["unfit_" + missing] ?? detail);
    else cards.push(card);
  }
  const figures = cards.map(blank);
  $("#cards .grid").replaceChildren(...figures);
  const { length } = cards;
  let all = length, next = 0, done = 0, failed = 0;
  say("drawing", { done, all });
  const work = async () => {
    while (next < length) {
      const i = next++;
      try {
        await drawOne(cards[i], figures[i], signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error.code === "unfit") { // its picture is only a logo
          all--;
          figures[i].remove();
          omit(cards[i], error.message);
          continue;
        }
        failed++;
        figures[i].classList.add("failed");
        figures[i].querySelector(".size").textContent = error.message;
      }
      if (signal.aborted) return;
      say("drawing", { done: ++done, all });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (signal.aborted) return;
  const failures = failed ? page.words.failed.replace("{n}", failed) : "";
  say(page.words.made.replace("{n}", all - failed) + failures + more, {}, failed === all);
}

// omit lists a card that the article has too little for, and says why.
function omit(card, reason) {
  const item = document.createElement("li"), name = document.createElement("b");
  name.textContent = card.title;
  item.append(name, " " + reason);
  $("#omitted ul").append(item);
  $("#omitted").hidden = false;
}

// blank is the place of a card that is being drawn.
function blank(card) {
  const figure = $("#figure").content.firstElementChild.cloneNode(true);
  figure.id = "card-" + card.name;
  figure.classList.add(card.name, "waiting");
  figure.querySelector("h3").textContent = card.title;
  figure.querySelector(".download .hidden").textContent = " " + card.title;
  figure.querySelector(".get").hidden = true;
  setRatio(figure, card.ratio);
  return figure;
}

async function drawOne(card, figure, signal) {
  let blob;
  try {
    const body = { template: card.name, article, fitting: true };
    if (card.themes.includes(theme)) body.theme = theme;
    blob = await (await ask("/v1/cards", json("POST", body, signal))).blob();
  } finally {
    figure.classList.remove("waiting");
  }
  const src = URL.createObjectURL(blob);
  const ending = blob.type.split("/")[1].replace("jpeg", "jpg");
  const img = figure.querySelector("img");
  img.alt = article.title;
  img.dataset.card = card.name;
  img.src = src;
  await img.decode();
  if (signal.aborted) return URL.revokeObjectURL(src);
  setRatio(figure, img.naturalWidth / img.naturalHeight);
  figure.querySelector(".picture").href = src;
  figure.querySelector(".size").textContent = `${img.naturalWidth} × ${img.naturalHeight} · ${Math.ceil(blob.size / 1000)} KB`;
  const download = figure.querySelector(".download");
  download.href = src;
  download.download = `${fileName()}-${card.title}.${ending}`;
  figure.querySelector(".get").hidden = false;
}

// fileName is the title as file systems take it.
function fileName() {
  return article.title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim().slice(0, 40) || "sharecard";
}

async function downloadAll() {
  say("packing");
  try {
    const answer = await ask("/v1/kit.zip", json("POST", theme ? { article, theme } : { article }));
    const href = URL.createObjectURL(await answer.blob());
    const link = document.createElement("a");
    link.href = href;
    link.download = fileName() + ".zip";
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 20000);
    say("packed");
  } catch (error) {
    fail(error);
  }
}

// save stores the article, with its cover, and opens the page that has its lines.
async function save() {
  say("saving");
  try {
    const stored = { ...article };
    if (cover) delete stored.cover;
    const path = "/v1/articles/" + encodeURIComponent(article.id);
    await ask(path, json("PUT", stored));
    if (cover) await ask(path + "/cover", upload("PUT", cover));
    location.assign("/?" + new URLSearchParams({ lang: page.lang, article: article.id, ...(theme && { theme }) }) + "#cards");
  } catch (error) {
    fail(error);
  }
}

// pack writes an article as the studio's addresses hold it.
async function pack(value) {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const b of bytes) binary += String.fromCharCode(b);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// take puts in a file: a picture is a cover, all else a page or a text.
function take(file) {
  if (!file.type.startsWith("image/")) return make(file);
  cover = file;
  const chip = $("#picture"), img = chip.querySelector("img");
  URL.revokeObjectURL(img.src);
  img.src = URL.createObjectURL(file);
  chip.querySelector("span").textContent = file.name;
  chip.hidden = false;
  if ($("#input").value.trim()) return make($("#input").value.trim());
  say("need_title");
  $("#input").focus();
}

function removeCover() {
  cover = null;
  $("#picture").hidden = true;
  $("#input").focus();
}

function submit() {
  const text = $("#input").value.trim();
  if (text) return make(text);
  say(cover ? "need_title" : "need_text", {}, true);
  $("#input").focus();
}

function chooseTheme(event) {
  const link = event.target.closest("a[data-theme]");
  if (!link || !article) return; // a stored article has a page for each theme
  event.preventDefault();
  theme = link.dataset.theme;
  for (const other of document.querySelectorAll(".themes [data-theme]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  show();
  draw().catch(fail);
}

// start makes the box work. ratio tells the page of a picture's width ÷ height.
export function start(ratio) {
  setRatio = ratio;
  const form = $("#make"), input = $("#input"), file = $("#file"), kit = $("#kit");
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  input.addEventListener("paste", (event) => {
    const [pasted] = event.clipboardData.files;
    if (!pasted) return;
    event.preventDefault();
    take(pasted);
  });
  file.addEventListener("change", () => {
    if (file.files[0]) take(file.files[0]);
    file.value = "";
  });
  $("#picture button").addEventListener("click", removeCover);
  $("#unsaved button").addEventListener("click", save);
  $("#cards .themes").addEventListener("click", chooseTheme);
  kit.addEventListener("click", (event) => {
    if (!article) return; // its address has the archive of a stored one
    event.preventDefault();
    downloadAll();
  });
  kit.addEventListener("keydown", (event) => { if (article && event.key === "Enter") kit.click(); });

  addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const [dropped] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    if (dropped) return take(dropped);
    if (!text) return;
    input.value = text;
    submit();
  });
}
