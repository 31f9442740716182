// What the studio shows, kept in the address's fragment: whoever opens the
// address sees the same. The fragment is never sent to a server.

import { t } from "./words.js";

export const state = {
  view: "card",
  card: "poster",
  article: "", // "case:…", "store:…", "sample:…", or "own"
  own: null, // the article of the form
  theme: "",
  accent: "",
  brand: "",
  ratio: "", // of the cards that have it; the others keep their own size
  scale: 1,
  format: "",
  zoom: "fit", // "fit", "1", "2", "3"
  show: "", // overlays, comma separated: boxes,lines,baselines,spacing,cut
  against: "side", // compare: "side", "slide", "difference"
  sheet: "cards", // "cards", "articles", "themes"
  failing: false, // show the cells with faults only
  dark: false, // of the mocks
};

const first = { ...state };

// change sets some of the state, the address with it, and tells everybody.
export function change(some, how = {}) {
  Object.assign(state, some);
  writeAddress();
  dispatchEvent(new CustomEvent("statechange", { detail: how }));
}

async function writeAddress() {
  const q = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (key !== "own" && value !== first[key]) q.set(key, value);
  }
  if (state.article === "own" && state.own) q.set("own", await pack(state.own));
  history.replaceState(null, "", "#" + q);
}

// address is that of the state now, its own article packed into it.
export async function address() {
  await writeAddress();
  return location.href;
}

// readAddress takes the state from the address. world says what there is.
export async function readAddress(world) {
  const q = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(first)) {
    if (key === "own") continue;
    const value = q.get(key);
    if (value === null) state[key] = first[key];
    else if (typeof first[key] === "number") state[key] = Number(value) || first[key];
    else if (typeof first[key] === "boolean") state[key] = value === "true";
    else state[key] = value;
  }
  if (!["card", "compare", "sheet", "place"].includes(state.view)) state.view = "card";
  if (!world.cards.some((c) => c.name === state.card)) state.card = world.cards[0]?.name ?? "";
  if (q.get("own")) {
    try {
      state.own = await unpack(q.get("own"));
    } catch {
      state.article = "";
    }
  }
  if (state.article !== "own" && !find(world, state.article)) {
    state.article = listOf(world)[0]?.articles[0]?.key ?? "";
  }
}

// listOf returns the articles in groups, each with the key that names it.
export function listOf(world) {
  const groups = world.groups.map((g) => ({
    name: g.name,
    articles: g.articles.map((a) => ({ key: g.name + ":" + a.name, label: nameOf(g.name, a), article: a.article })),
  }));
  if (state.own) groups.unshift({ name: "own", articles: [{ key: "own", label: "", article: state.own }] });
  return groups;
}

function find(world, key) {
  return listOf(world).flatMap((g) => g.articles).find((a) => a.key === key);
}

// article returns the one that is chosen.
export function article(world) {
  return (state.article === "own" ? state.own : find(world, state.article)?.article) ?? { title: "" };
}

// nameOf is what an article is called in lists: what makes it hard, or the name
// it was saved under.
export function nameOf(group, a) {
  return group === "case" ? t("case_" + a.name) : a.label;
}

// request is the body that asks for a card; some replaces parts of the state.
export function request(world, some = {}) {
  const s = { ...state, ...some };
  const body = { template: s.card, article: some.articleValue ?? article(world) };
  for (const key of ["accent", "brand", "format"]) if (s[key]) body[key] = s[key];
  if (themeOf(world, s)) body.theme = s.theme;
  if (ratioOf(world, s)) body.ratio = s.ratio;
  if (s.scale !== 1) body.scale = s.scale;
  return body;
}

// ratioOf is the ratio that is chosen, where the card has it.
export function ratioOf(world, s = state) {
  return world.cards.find((c) => c.name === s.card)?.ratios.includes(s.ratio) ? s.ratio : "";
}

// themeOf is the theme that is chosen, where it suits the card.
export function themeOf(world, s = state) {
  return world.cards.find((c) => c.name === s.card)?.themes.includes(s.theme) ? s.theme : "";
}

// pack writes a value as text for an address: JSON, deflated, base64url.
async function pack(value) {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const b of bytes) binary += String.fromCharCode(b);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// unpack reads what pack wrote, up to the size of an article.
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > 65536) throw new Error("too large");
    parts.push(value);
  }
  return JSON.parse(await new Blob(parts).text());
}
