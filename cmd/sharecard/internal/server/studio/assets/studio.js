// The studio: one state, kept in the address, and four views of it.
import { api, onTemplates } from "./api.js";
import { cardName, t } from "./words.js";
import { state, change, readAddress, article, listOf, ratioOf } from "./state.js";
import { el, say } from "./dom.js";
import { showCard } from "./card.js";
import { showCompare } from "./compare.js";
import { showSheet } from "./sheet.js";
import { showPlace } from "./place.js";
import { openForm } from "./form.js";
import { showFaults } from "./faults.js";

const views = { card: showCard, compare: showCompare, sheet: showSheet, place: showPlace };
const small = matchMedia("(max-width: 720px)"); // there the list stands below the stage
const $ = (id) => document.getElementById(id);

// world is what the server offers: cards, themes, brands, articles.
let world;
let leave = () => {}; // ends the view that is shown

// versions counts what makes drawn pictures old besides the templates' hash.
let versions = 0;

// learn takes what the server offers now.
async function learn() {
  const next = await api.world();
  world = { ...next, version: `${next.hash} ${versions}` };
}

async function start() {
  await learn();
  await readAddress(world);
  fillBar();
  fillArticles();
  bindKeys();
  addEventListener("hashchange", async () => { await readAddress(world); fillArticles(); refresh(); });
  addEventListener("statechange", (event) => refresh(event.detail));
  $("edit").addEventListener("click", () => openForm(world, reload));
  if (world.dev) onTemplates(async (event) => {
    showFaults(event.diagnostics);
    if (event.hash !== world.hash) await renew();
  });
  addEventListener("server", async (event) => {
    $("away").hidden = !event.detail.away;
    if (event.detail.away) return;
    versions++; // it may be another build, and has forgotten the pages of frames
    await renew();
    say(t("server_back"));
  });
  showFaults(world.diagnostics);
  refresh();
}

// renew shows everything anew from what the server has now.
async function renew() {
  try {
    await learn();
  } catch {
    return; // the server is away, and the page told so
  }
  showFaults(world.diagnostics);
  fillBar();
  fillArticles();
  api.forget();
  refresh();
}

// reload asks the server again after an article or a sample was added.
async function reload(choose) {
  await learn();
  fillArticles();
  change(choose ?? {});
}

// refresh shows the state. Where only pixels changed, the view redraws itself
// and keeps its zoom and scroll position.
function refresh(how = {}) {
  for (const tab of document.querySelectorAll(".views button")) {
    const chosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
  syncBar();
  syncArticles();
  document.title = [state.card, article(world).title, t("title")].filter(Boolean).join(" · ");
  if (leave.view === state.view && leave.redraw && !how.rebuild) {
    leave.redraw(world);
    return;
  }
  leave();
  $("tools").replaceChildren();
  $("view").replaceChildren();
  $("side").replaceChildren();
  document.body.dataset.view = state.view;
  $("stage").setAttribute("aria-labelledby", "tab-" + state.view);
  leave = views[state.view]({ tools: $("tools"), view: $("view"), side: $("side"), world });
  leave.view = state.view;
}

function fillBar() {
  $("card").replaceChildren(...world.cards.map((c) => el("option", { value: c.name }, [`${cardName(c)} ${c.name}`, c.size].filter(Boolean).join(" · "))));
  $("brand").closest("label").hidden = world.brands.length === 0;
  $("brand").replaceChildren(
    el("option", { value: "" }, t("brand_by_source")),
    ...world.brands.map((b) => el("option", { value: b }, b)),
  );
  $("themes").replaceChildren(...["", ...world.themes].map((theme, i) =>
    el("label", { title: i ? String(i) : "0" },
      el("input", { type: "radio", name: "theme", value: theme, onchange: () => change({ theme }) }),
      el("span", {}, t("theme_" + theme)))));
}

function syncBar() {
  if (!world.cards.some((c) => c.name === state.card)) { // deleted, or on its way to disk
    $("card").append(el("option", { value: state.card }, `${state.card} · ${t("gone")}`));
  }
  $("card").value = state.card;
  $("brand").value = state.brand;
  if (document.activeElement !== $("accent")) $("accent").value = state.accent;
  const ratios = world.cards.find((c) => c.name === state.card)?.ratios ?? [];
  $("ratio").closest("label").hidden = ratios.length === 0;
  $("ratio").replaceChildren(el("option", { value: "" }, t("ratio_own")), ...ratios.map((r) => el("option", { value: r }, r)));
  $("ratio").value = ratioOf(world);
  $("scale").value = String(state.scale);
  $("format").value = state.format;
  const themes = world.cards.find((c) => c.name === state.card)?.themes ?? world.themes;
  for (const input of document.getElementsByName("theme")) {
    input.checked = input.value === state.theme;
    input.disabled = input.value !== "" && !themes.includes(input.value);
  }
}

for (const name of ["card", "brand", "format", "ratio"]) {
  $(name).addEventListener("change", (event) => change({ [name]: event.target.value }));
}
$("scale").addEventListener("change", (event) => change({ scale: Number(event.target.value) }));
$("accent").addEventListener("input", (event) => {
  const value = event.target.value.trim().toLowerCase().replace(/^#/, "");
  const good = value === "" || value === "auto" || /^[0-9a-f]{6}$/.test(value);
  event.target.setAttribute("aria-invalid", !good);
  if (good) change({ accent: value === "" || value === "auto" ? value : "#" + value });
});
document.querySelector(".language").addEventListener("click", (event) => { event.currentTarget.hash = location.hash; });
for (const tab of document.querySelectorAll(".views button")) {
  tab.addEventListener("click", () => change({ view: tab.dataset.view }));
}

function fillArticles() {
  const wanted = $("search").value.trim().toLowerCase();
  const groups = listOf(world);
  const list = $("articles");
  list.replaceChildren();
  for (const group of groups) {
    const found = group.articles.filter((a) => `${a.label} ${a.article.title}`.toLowerCase().includes(wanted));
    if (found.length === 0) continue;
    const name = t("group_" + group.name);
    list.append(el("div", { role: "group", "aria-label": name },
      el("h2", { "aria-hidden": "true" }, name),
      ...found.map((a) => el("div", {
        role: "option", id: "article-" + a.key, "data-key": a.key, "aria-selected": "false",
        onclick: () => { change({ article: a.key }); if (small.matches) $("stage").scrollIntoView(); },
      }, a.label && el("small", {}, a.label), el("span", { lang: a.article.lang || "zh-CN" }, a.article.title)))));
  }
  if (!list.firstChild) list.append(el("p", { class: "none" }, t("nothing_found")));
  syncArticles();
}
$("search").addEventListener("input", fillArticles);
$("to-articles").addEventListener("click", () => {
  $("articles").scrollIntoView({ block: "center" });
  $("articles").focus({ preventScroll: true });
});

function syncArticles() {
  const list = $("articles");
  for (const option of list.querySelectorAll("[role=option]")) {
    const chosen = option.dataset.key === state.article;
    option.setAttribute("aria-selected", chosen);
    if (chosen) {
      list.setAttribute("aria-activedescendant", option.id);
      // Not scrollIntoView: it would scroll the page, too, where that is long.
      const top = option.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (top < 32 || top + option.offsetHeight > list.clientHeight) list.scrollTop += top - list.clientHeight / 3;
    }
  }
}

// stepArticle chooses the article n places further in the list that is shown.
function stepArticle(n) {
  const keys = [...document.querySelectorAll("#articles [role=option]")].map((o) => o.dataset.key);
  if (keys.length === 0) return;
  const at = keys.indexOf(state.article);
  const next = keys[(at + n + keys.length) % keys.length];
  change({ article: next });
  say(article(world)?.title ?? "");
}

// stepCard chooses the card n places further.
function stepCard(n) {
  const names = world.cards.map((c) => c.name);
  change({ card: names[(names.indexOf(state.card) + n + names.length) % names.length] });
  say(state.card);
}

// scrolls reports whether arrows have something to scroll in a place that is
// focused.
function scrolls(place) {
  return place.matches?.(".scroller, #view") && (place.scrollHeight > place.clientHeight || place.scrollWidth > place.clientWidth);
}

// letters are the keys of one letter or mark, and what they do.
const letters = {
  "/": () => { $("search").focus(); $("search").select(); },
  "?": () => $("keys").togglePopover(),
  "[": () => stepCard(-1),
  "]": () => stepCard(1),
  c: () => change({ view: "card" }),
  b: () => change({ view: "compare" }),
  s: () => change({ view: "sheet" }),
  p: () => change({ view: "place" }),
  e: () => $("edit").click(),
  z: () => change({ zoom: state.zoom === "fit" ? "1" : "fit" }),
};

// The keyboard: arrows go through articles, digits choose themes, letters as in
// the list above and in the page's own help.
// Nothing is taken from what is being typed or from a control's own keys.
function bindKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const tab = event.target.closest?.("[role=tab]");
    if (tab && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const tabs = [...document.querySelectorAll(".views button")];
      const next = tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      next.focus();
      next.click();
      event.preventDefault();
      return;
    }
    const typing = event.target.closest?.("input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, dialog");
    if (event.target === $("search") && event.key === "Escape") {
      $("search").value = "";
      fillArticles();
      $("articles").focus();
      return;
    }
    if (event.target === $("search") && event.key === "Enter") {
      $("articles").querySelector("[role=option]")?.click();
      $("articles").focus();
      return;
    }
    if (typing) return;
    const choosing = event.target.closest?.("input, [role=tree]") || scrolls(event.target);
    if (Object.hasOwn(letters, event.key)) {
      letters[event.key]();
    } else if (!choosing && (event.key === "ArrowDown" || event.key === "ArrowRight")) {
      stepArticle(1);
    } else if (!choosing && (event.key === "ArrowUp" || event.key === "ArrowLeft")) {
      stepArticle(-1);
    } else if (/^[0-9]$/.test(event.key) && Number(event.key) <= world.themes.length) {
      change({ theme: ["", ...world.themes][Number(event.key)] });
      say(t("theme_" + state.theme));
    } else {
      return;
    }
    event.preventDefault();
  });
}

// The help for the keyboard, as it is bound above.
$("keys").append(el("h2", {}, t("keys")), el("dl", {}, ...[
  ["↑ ↓", "keys_articles"], ["0 – 9", "themes"], ["[ ]", "keys_cards"], ["/", "search_label"], ["c b s p", "views"],
  ["z", "zoom"], ["e", "edit"], ["?", "keys"],
].flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, t(words))])));

start().catch((error) => {
  $("view").replaceChildren(el("p", { class: "broken", role: "alert" }, error.message));
});
