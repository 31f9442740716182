// What is known of the chosen box, of the card, and of how long it took.
import { t } from "./words.js";
import { el } from "./dom.js";

const px = (v) => String(Math.round(v * 100) / 100);

// inspector returns the panel; choose is called with a box's index.
export function inspector({ choose }) {
  let trace;
  const tree = el("div", { role: "tree", class: "tree", "aria-label": t("elements"), tabindex: "0" });
  const box = el("div", { class: "box", "aria-live": "polite" });
  const report = el("div");
  const node = el("div", { class: "inspector" },
    el("details", { open: true }, el("summary", {}, t("elements")), tree),
    el("details", { open: true }, el("summary", {}, t("box")), box),
    el("details", { open: true }, el("summary", {}, t("report")), report));

  tree.addEventListener("click", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (item) choose(Number(item.dataset.index));
  });
  tree.addEventListener("keydown", (event) => {
    const items = [...tree.children];
    const at = items.findIndex((i) => i.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || items.length === 0) return;
    event.preventDefault();
    choose(Math.min(Math.max(at + step, 0), items.length - 1));
  });

  function depth(i) {
    let n = 1;
    for (let p = trace.boxes[i].parent; p >= 0; p = trace.boxes[p].parent) n++;
    return n;
  }

  return {
    node,
    show(next) {
      trace = next;
      const top = tree.scrollTop;
      tree.replaceChildren(...trace.boxes.map((b, i) => el("div", {
        role: "treeitem", "aria-level": String(depth(i)), "aria-selected": "false", "data-index": String(i), id: "box-" + i,
        class: "depth-" + Math.min(depth(i), 9),
      }, b.element, (b.text?.cut || b.outside || b.text?.missing) && el("span", { class: "flag" }, "!"))));
      tree.scrollTop = top;
      report.replaceChildren(...reportOf(trace));
    },
    choose(index) {
      for (const item of tree.children) item.setAttribute("aria-selected", Number(item.dataset.index) === index);
      const item = tree.children[index];
      if (!item) {
        tree.removeAttribute("aria-activedescendant");
        box.replaceChildren(el("p", { class: "none" }, t("click_a_box")));
        return;
      }
      tree.setAttribute("aria-activedescendant", item.id);
      if (item.offsetTop < tree.scrollTop || item.offsetTop > tree.scrollTop + tree.clientHeight - 24) {
        tree.scrollTop = item.offsetTop - tree.clientHeight / 2;
      }
      box.replaceChildren(...boxFacts(trace.boxes[index]));
    },
  };
}

function boxFacts(b) {
  const edges = (e) => [e.top, e.right, e.bottom, e.left].map(px).join(" ");
  const facts = [
    [t("element"), el("code", {}, b.element)],
    [t("written_at"), b.at && el("code", { class: "at" }, b.at)],
    [t("place"), `${px(b.x)}, ${px(b.y)}`],
    [t("size"), `${px(b.w)} × ${px(b.h)}`],
    [t("margin"), edges(b.margin)],
    [t("border"), edges(b.border)],
    [t("padding"), edges(b.padding)],
    [t("lines"), b.lines && String(b.lines.length)],
    [t("cut"), b.text?.cut && el("span", { class: "flag" }, t("yes"))],
    [t("font_size"), b.text && px(b.text.font_size) + " px"],
    [t("faces"), b.text?.faces?.join(", ")],
    [t("missing"), b.text?.missing && el("span", { class: "flag" }, b.text.missing.join(" "))],
  ].filter(([, value]) => value && value !== "0 0 0 0");
  return [
    list(facts),
    b.lines && el("ol", { class: "texts" }, ...b.lines.map((l) => el("li", {}, l.text, el("small", {}, `${px(l.w)} px`)))),
    el("details", { class: "style" }, el("summary", {}, t("computed_style")),
      list(b.style.map((p) => [el("code", {}, p.name), el("code", {}, p.value)]))),
  ].filter(Boolean);
}

function reportOf(trace) {
  const total = trace.stages.reduce((sum, s) => sum + s.took, 0);
  const ms = (ns) => (ns / 1e6).toFixed(1) + " ms";
  const e = trace.report.encoding;
  const facts = [
    [t("quality"), e.quality],
    [t("palette"), e.palette && t("yes")],
    [t("pictures_scale"), e.picture_scale],
    [t("over_limit"), e.over_limit && el("span", { class: "flag" }, t("yes"))],
    ...Object.entries(trace.codes).map(([name, value]) => [el("code", {}, name), String(value)]),
    ...trace.stages.map((s) => [t("stage_" + s.name), ms(s.took)]),
    [t("stage_all"), ms(total)],
  ].filter(([, value]) => value);
  const warnings = (trace.report.diagnostics ?? []).map((d) => el("li", {}, d.file ? `${d.file}:${d.line}:${d.column} ` : "", d.message));
  return [list(facts), warnings.length > 0 && el("ul", { class: "warnings" }, ...warnings)].filter(Boolean);
}

function list(facts) {
  return el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
