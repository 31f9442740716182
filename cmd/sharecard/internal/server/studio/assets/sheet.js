// Every card at once: all cards of one article, one card with all articles, or
// its themes. All are drawn, and the worst stand first as soon as they are known, but
// nothing moves under a pointer or away from whoever has scrolled.
import { api, faultsOf, rankOf } from "./api.js";
import { cardName, t } from "./words.js";
import { state, change, request, listOf, article } from "./state.js";
import { el, kilobytes } from "./dom.js";
import { group } from "./card.js";

const atOnce = 3; // drawings asked for at the same time

export function showSheet({ tools, view, world }) {
  const axes = group(t("sheet"), "sheet", ["cards", "articles", "themes"].map((s) => [s, t("sheet_" + s)]),
    () => state.sheet, (sheet) => change({ sheet }));
  const failing = el("input", { type: "checkbox", onchange: (event) => change({ failing: event.target.checked }) });
  const sort = el("button", { type: "button", class: "sort", hidden: true, onclick: () => { view.scrollTop = 0; order(true); } }, t("faults_first"));
  const count = el("p", { class: "facts", role: "status" });
  tools.append(axes.node, el("label", { class: "switches" }, failing, el("span", {}, t("failing"))), sort, count);
  const grid = el("div", { class: "grid" });
  view.append(grid, el("p", { class: "note" }, t("sheet_note")));

  let cells = []; // in the order of the lists
  let waiting = [];
  let busy = 0;
  let ended = false;

  function work() {
    while (busy < atOnce && waiting.length > 0 && !ended) {
      busy++;
      drawCell(waiting.shift()).finally(() => {
        busy--;
        work();
      });
    }
  }

  async function drawCell(cell) {
    const asked = cell.body;
    let codes;
    let faults;
    try {
      const card = await api.draw(asked);
      if (cell.body !== asked) return; // something else is wanted by now
      cell.picture.src = card.src;
      codes = card.codes;
      if (cell.limit && card.bytes > cell.limit) codes = { ...codes, over_limit: true };
      faults = faultsOf(codes);
      cell.size.textContent = kilobytes(card.bytes);
    } catch (error) {
      if (cell.body !== asked) return;
      faults = [error.message];
    }
    Object.assign(cell, { faults, rank: rankOf(codes) });
    cell.node.classList.add("drawn");
    cell.flags.replaceChildren(...faults.map((f) => el("span", { class: "flag" }, f)));
    cell.node.classList.toggle("faulty", faults.length > 0);
    order();
  }

  // order puts the cells with faults first, the worst of them before the others, where
  // nobody is among them or now says to; else it offers to. It tells how many there are.
  function order(now = false) {
    const bad = cells.filter((c) => c.faults?.length > 0)
      .sort((a, b) => a.rank - b.rank || b.faults.length - a.faults.length);
    const sorted = [...bad, ...cells.filter((c) => !bad.includes(c))];
    for (const c of cells) c.node.hidden = state.failing && !bad.includes(c);
    const stands = sorted.every((c, i) => grid.children[i] === c.node);
    const free = now || (view.getBoundingClientRect().top >= 0 && view.scrollTop < 8 && !grid.matches(":hover, :focus-within"));
    if (!stands && free) grid.replaceChildren(...sorted.map((c) => c.node));
    sort.hidden = stands || free || state.failing;
    const done = cells.filter((c) => c.faults).length;
    count.textContent = t("sheet_count", { done, all: cells.length, bad: bad.length });
    grid.dataset.done = done === cells.length ? "all" : "some";
  }

  // list says which cards the sheet holds: each a key, a label, a request, what
  // to choose when it is clicked.
  function list() {
    if (state.sheet === "cards") {
      return world.cards.map((c) => ({ key: c.name, label: cardName(c), card: c, some: { card: c.name } }));
    }
    const card = world.cards.find((c) => c.name === state.card);
    if (state.sheet === "themes") {
      return (card?.themes ?? world.themes).map((theme) => ({ key: theme, label: t("theme_" + theme), card, some: { theme } }));
    }
    return listOf(world).flatMap((g) => g.articles)
      .map((a) => ({ key: a.key, label: a.label || a.article.title, card, some: { article: a.key }, articleValue: a.article }));
  }

  function newCell() {
    const picture = el("img", { alt: "" });
    const name = el("span", {});
    const size = el("small", {});
    const flags = el("span", { class: "flags" });
    const cell = { picture, name, size, flags };
    cell.node = el("button", { type: "button", class: "cell", onclick: () => change({ ...cell.some, view: "card" }) },
      el("span", { class: "frame" }, picture), el("span", { class: "label" }, name, " ", size), flags);
    return cell;
  }

  // build makes the cells. One that was there before keeps its place and its
  // picture until the new one is drawn.
  function build() {
    const before = new Map(cells.map((c) => [c.key, c]));
    cells = list().map((item) => {
      const cell = before.get(state.sheet + item.key) ?? newCell();
      const body = request(world, { ...item.some, articleValue: item.articleValue ?? article(world) });
      cell.name.textContent = item.label;
      cell.picture.alt = item.label;
      return Object.assign(cell, { key: state.sheet + item.key, some: item.some, body, limit: item.card?.max_bytes, faults: null });
    });
    const there = new Set(cells.map((c) => c.node));
    for (const node of [...grid.children]) if (!there.has(node)) node.remove();
    for (const c of cells) if (!c.node.isConnected) grid.append(c.node);
    waiting = [...cells];
    work();
    order();
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    axes.sync();
    failing.checked = state.failing;
    const asked = JSON.stringify([state.sheet, state.card, state.theme, state.accent, state.brand, state.scale, state.format, article(world)]) + world.version;
    if (asked !== redraw.asked) build();
    redraw.asked = asked;
    order();
  }
  redraw();

  const end = () => {
    ended = true;
  };
  end.redraw = redraw;
  return end;
}
