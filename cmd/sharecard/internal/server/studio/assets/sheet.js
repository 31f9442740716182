// Every card at once: all cards of one article, one card with all articles, or
// its looks. Cards are drawn as they scroll into view; those with faults stand
// first once they are known.
import { api, faultsOf } from "./api.js";
import { t } from "./words.js";
import { state, change, request, listOf, article } from "./state.js";
import { el, kilobytes } from "./dom.js";
import { group } from "./card.js";

const atOnce = 3; // drawings asked for at the same time

export function showSheet({ tools, view, world }) {
  const axes = group(t("sheet"), "sheet", ["cards", "articles", "looks"].map((s) => [s, t("sheet_" + s)]),
    () => state.sheet, (sheet) => change({ sheet }));
  const failing = el("input", { type: "checkbox", onchange: (event) => change({ failing: event.target.checked }) });
  const count = el("p", { class: "facts", role: "status" });
  tools.append(axes.node, el("label", { class: "switches" }, failing, el("span", {}, t("failing"))), count);
  const grid = el("div", { class: "grid" });
  view.append(grid, el("p", { class: "note" }, t("sheet_note")));

  let cells = [];
  let waiting = [];
  let busy = 0;
  let ended = false;

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      want(cells.find((c) => c.node === entry.target));
    }
  }, { rootMargin: "300px" });

  function want(cell) {
    if (!cell || cell.asked) return;
    cell.asked = true;
    waiting.push(cell);
    work();
  }

  async function work() {
    while (busy < atOnce && waiting.length > 0) {
      const cell = waiting.shift();
      busy++;
      drawCell(cell).finally(() => {
        busy--;
        if (!ended) work();
      });
    }
  }

  async function drawCell(cell) {
    try {
      const card = await api.draw(cell.body);
      cell.picture.src = card.src;
      cell.faults = faultsOf(card.codes);
      if (cell.limit && card.bytes > cell.limit) cell.faults.push(t("fault_over_limit"));
      cell.size.textContent = kilobytes(card.bytes);
    } catch (error) {
      cell.faults = [error.message];
    }
    cell.node.classList.add("drawn");
    cell.flags.replaceChildren(...cell.faults.map((f) => el("span", { class: "flag" }, f)));
    cell.node.classList.toggle("faulty", cell.faults.length > 0);
    order();
  }

  // order puts the cells with faults first, and tells how many there are.
  function order() {
    const done = cells.filter((c) => c.faults);
    const bad = done.filter((c) => c.faults.length > 0);
    for (const c of cells) {
      c.node.hidden = state.failing && !(c.faults?.length > 0);
      c.node.classList.toggle("first", c.faults?.length > 0);
    }
    count.textContent = t("sheet_count", { done: done.length, all: cells.length, bad: bad.length });
    grid.dataset.done = done.length === cells.length ? "all" : "some";
  }

  // list says which cards the sheet holds: each a label, a request, what to
  // choose when it is clicked.
  function list() {
    if (state.sheet === "cards") {
      return world.cards.map((c) => ({ label: c.title, card: c, some: { card: c.name } }));
    }
    const card = world.cards.find((c) => c.name === state.card);
    if (state.sheet === "looks") {
      return world.looks.map((look) => ({ label: t("look_" + look), card, some: { theme: look } }));
    }
    return listOf(world).flatMap((g) => g.articles)
      .map((a) => ({ label: a.label || a.article.title, card, some: { article: a.key }, articleValue: a.article }));
  }

  function build() {
    seen.disconnect();
    waiting = [];
    cells = list().map((item) => {
      const picture = el("img", { alt: item.label, loading: "lazy" });
      const flags = el("span", { class: "flags" });
      const size = el("small", {});
      const node = el("button", {
        type: "button", class: "cell", onclick: () => change({ ...item.some, view: "card" }),
      }, el("span", { class: "frame" }, picture), el("span", { class: "label" }, item.label, " ", size), flags);
      const some = { ...item.some, articleValue: item.articleValue ?? article(world) };
      return { node, picture, flags, size, body: request(world, some), limit: item.card?.max_bytes };
    });
    for (const c of cells) {
      c.picture.style.aspectRatio = "1";
      c.picture.addEventListener("load", () => { c.picture.style.aspectRatio = "auto"; });
    }
    grid.replaceChildren(...cells.map((c) => c.node));
    for (const c of cells) seen.observe(c.node);
    order();
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    axes.sync();
    failing.checked = state.failing;
    const asked = JSON.stringify([state.sheet, state.card, state.theme, state.accent, state.brand, state.scale, state.format, article(world)]) + world.hash;
    if (asked !== redraw.asked) build();
    redraw.asked = asked;
    order();
    if (state.failing) cells.forEach(want); // to know which fail, all must be drawn
  }
  redraw();

  const end = () => {
    ended = true;
    seen.disconnect();
  };
  end.redraw = redraw;
  return end;
}
