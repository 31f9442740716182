// What the studio asks of the server.
import { t } from "./words.js";

const drawn = new Map(); // request → promise of a drawn card
const keep = 120; // drawn cards
const patience = 30000; // ms that a card may take

async function ask(path, options = {}) {
  const answer = await fetch(path, options).catch((error) => {
    if (error.name === "AbortError") throw error;
    if (error.name === "TimeoutError") throw new Error(t("no_answer"));
    lost();
    throw new Error(t("server_away"));
  });
  if (answer.status === 401) location.reload(); // the page asks for the token
  if (!answer.ok) throw await problem(answer);
  return answer;
}

// lost tells the page that the server is away, and when it is back.
async function lost() {
  if (lost.waiting) return;
  lost.waiting = true;
  dispatchEvent(new CustomEvent("server", { detail: { away: true } }));
  do await new Promise((resume) => { setTimeout(resume, 700); });
  while (!(await fetch("/healthz").then((answer) => answer.ok, () => false)));
  lost.waiting = false;
  dispatchEvent(new CustomEvent("server", { detail: { away: false } }));
}

async function problem(answer) {
  const p = await answer.json().catch(() => ({}));
  const error = new Error(p.detail || (p.code ? t("error_" + p.code) : `${answer.status}`));
  Object.assign(error, { code: p.code, field: p.field, status: answer.status });
  return error;
}

const json = (value, signal) => ({
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), signal,
});

// telling dispatches "drawn" with what came of a drawing: null or its error,
// which may name a field of the article.
function telling(drawing) {
  const tell = (detail) => dispatchEvent(new CustomEvent("drawn", { detail }));
  drawing.then(() => tell(null), (error) => { if (error.name !== "AbortError") tell(error); });
  return drawing;
}

function drop(card) {
  card.then((c) => URL.revokeObjectURL(c.src), () => {});
}

export const api = {
  async world() { return (await ask("/studio/world")).json(); },

  // draw returns { src, codes, bytes, type } of a card; src is an object URL that
  // lives as long as the page keeps the card.
  draw(body) {
    const key = JSON.stringify(body);
    let found = drawn.get(key);
    if (!found) {
      found = ask("/v1/cards", json(body, AbortSignal.timeout(patience))).then(async (answer) => {
        const blob = await answer.blob();
        return { src: URL.createObjectURL(blob), codes: readCodes(answer.headers.get("Sharecard-Report")), bytes: blob.size, type: blob.type, blob };
      });
      found.catch(() => drawn.delete(key));
    }
    drawn.delete(key); // the latest stands last
    drawn.set(key, found);
    if (drawn.size > keep) {
      const [oldest, card] = drawn.entries().next().value;
      drawn.delete(oldest);
      drop(card);
    }
    return found;
  },

  // forget drops what was drawn from templates that have changed.
  forget() {
    for (const card of drawn.values()) drop(card);
    drawn.clear();
  },

  trace(body, signal) { return telling(ask("/studio/trace", json(body, signal)).then((answer) => answer.json())); },
  async page(body, signal) { return (await ask("/studio/pages", json(body, signal))).json(); },
  survives(body, signal) { return telling(ask("/studio/recompressed", json(body, signal)).then((answer) => answer.json())); },
  async kit({ article, theme, accent, brand, scale }) {
    return (await ask("/v1/kit.zip", json({ article, theme, accent, brand, scale }))).blob();
  },
  async importFile(file) {
    const form = new FormData();
    form.append("file", file);
    return (await ask("/v1/articles/import", { method: "POST", body: form })).json();
  },
  async importPage(url) {
    return (await ask("/v1/articles/import", json({ url }))).json();
  },
  async preflight(url) {
    const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    return (await ask("/v1/preflight?lang=" + lang, json({ url }))).json();
  },
  // cover uploads a picture and returns the address that covers name it by. It stays
  // beside the samples where those are written, else in the server's memory.
  async cover(file, writable) {
    const path = writable ? "/studio/covers" : "/v1/covers";
    const answer = await ask(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
    return (await answer.json()).url;
  },
  async saveSample(name, article) {
    await ask("/studio/samples/" + encodeURIComponent(name), {
      method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(article),
    });
  },
};

// readCodes reads the dictionary of the header: { cut: 2, degraded: true }.
export function readCodes(header) {
  const codes = {};
  for (const part of (header ?? "").split(",")) {
    const [name, value] = part.trim().split("=");
    if (name) codes[name] = value === undefined ? true : /^\d+$/.test(value) ? Number(value) : value;
  }
  return codes;
}

// faulty are the codes that a designer must look at, the worst first.
const faulty = ["outside", "missing", "images", "cover", "logo", "portrait", "brand", "over_limit", "cut"];

// faultsOf puts them in words.
export function faultsOf(codes) {
  return faulty.filter((name) => codes[name] !== undefined)
    .map((name) => t("fault_" + name, { n: codes[name] === true ? "" : codes[name] }));
}

// rankOf tells how bad a card's worst fault is: the less, the worse. A card that is not
// there is worst of all.
export function rankOf(codes) {
  if (!codes) return -1;
  const rank = faulty.findIndex((name) => codes[name] !== undefined);
  return rank < 0 ? faulty.length : rank;
}

// onTemplates calls back with the state of the templates now and whenever it
// changes. There is such a stream with --dev only. A page that nobody sees lets
// go of it: browsers open few connections to one host.
export function onTemplates(callback) {
  let source;
  function listen() {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("/studio/events");
    source.addEventListener("templates", (event) => callback(JSON.parse(event.data)));
    source.addEventListener("error", (event) => {
      if (event.target.readyState === EventSource.CONNECTING) lost(); // it tries again by itself
      else setTimeout(() => { if (source === event.target) listen(); }, 5000); // refused: too many of them
    });
  }
  document.addEventListener("visibilitychange", listen);
  listen();
}
