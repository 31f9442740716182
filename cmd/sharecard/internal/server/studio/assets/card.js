// One card, closely: its picture at a zoom, what lies under it, and what the
// service says of it.
import { api, faultsOf } from "./api.js";
import { drawing } from "./drawing.js";
import { t } from "./words.js";
import { state, change, request } from "./state.js";
import { el, kilobytes, setVars } from "./dom.js";
import { overlay } from "./overlay.js";
import { inspector } from "./inspector.js";
import { linesToCopy } from "./copy.js";
import { focusPanel } from "./focus.js";

const overlays = ["boxes", "lines", "baselines", "spacing", "cut"];

// showCard fills the stage and returns a function that ends the view.
export function showCard({ tools, view, side, world }) {
  let trace; // of the picture that is shown
  let chosen = ""; // the element of the chosen box

  const zooms = group(t("zoom"), "zoom", ["fit", "1", "2", "3"].map((z) => [z, z === "fit" ? t("zoom_fit") : z + "×"]),
    () => state.zoom, (zoom) => change({ zoom }));
  const shows = el("fieldset", { class: "switches" }, el("legend", { class: "hidden" }, t("overlays")),
    ...overlays.map((name) => el("label", {}, el("input", {
      type: "checkbox", value: name, onchange: (event) => {
        const on = new Set(state.show.split(",").filter(Boolean));
        on[event.target.checked ? "add" : "delete"](name);
        change({ show: [...on].join(",") });
      },
    }), el("span", {}, t("show_" + name)))));
  const facts = el("p", { class: "facts" });
  tools.append(zooms.node, shows);

  const img = el("img", { class: "picture", alt: "" });
  const layer = overlay();
  const sheet = el("div", { class: "sheet" }, img, layer.node);
  const scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": t("picture") }, sheet);
  const trouble = el("p", { class: "broken", role: "alert", hidden: true });
  const drawer = drawing(view, trouble);
  view.append(trouble, scroller, facts);

  const details = inspector({ choose: (index) => { choose(index); reveal(trace.boxes[index]); } });
  const copies = el("div");
  const focus = focusPanel();
  side.append(details.node, focus.node, copies);

  layer.node.addEventListener("click", (event) => {
    if (!trace) return;
    const box = layer.node.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * trace.width;
    const y = ((event.clientY - box.top) / box.height) * trace.height;
    choose(boxAt(trace.boxes, x, y));
  });

  function choose(index) {
    chosen = index < 0 ? "" : trace.boxes[index].element + " " + nth(trace.boxes, index);
    layer.choose(index);
    details.choose(index);
  }

  // reveal scrolls to a box that was chosen in the list and is out of sight.
  function reveal(b) {
    const zoom = sheet.clientWidth / trace.width;
    const at = { left: sheet.offsetLeft + b.x * zoom, top: sheet.offsetTop + b.y * zoom };
    const out = (from, length, start, room) => from + Math.min(length, room) > start + room || from < start;
    if (out(at.top, b.h * zoom, scroller.scrollTop, scroller.clientHeight)) scroller.scrollTop = at.top - 24;
    if (out(at.left, b.w * zoom, scroller.scrollLeft, scroller.clientWidth)) scroller.scrollLeft = at.left - 24;
  }

  function resize() {
    if (!trace) return;
    const tall = matchMedia("(max-width: 720px)").matches ? Infinity : scroller.clientHeight; // there the page scrolls
    const fit = Math.min(scroller.clientWidth / trace.width, tall / trace.height, 1);
    const zoom = state.zoom === "fit" ? Math.max(fit, .05) : Number(state.zoom);
    setVars(sheet, { "--w": trace.width * zoom + "px", "--h": trace.height * zoom + "px" });
    sheet.classList.toggle("pixels", zoom * devicePixelRatio > trace.scale);
  }
  const observer = new ResizeObserver(resize);
  observer.observe(scroller);

  async function draw() {
    scroller.setAttribute("aria-busy", "true");
    const latest = await drawer.draw(async (signal) => {
      const answer = await api.trace(request(world), signal);
      const next = new Image();
      next.src = answer.src;
      await next.decode();
      trace = answer;
      img.src = answer.src;
      img.alt = answer.alt;
      show();
    });
    if (latest) scroller.removeAttribute("aria-busy");
  }

  function show() {
    resize();
    layer.show(trace, new Set(state.show.split(",")));
    details.show(trace);
    const again = trace.boxes.findIndex((b, i) => b.element + " " + nth(trace.boxes, i) === chosen);
    choose(again);
    const limit = world.cards.find((c) => c.name === state.card)?.max_bytes;
    facts.replaceChildren(
      `${trace.pixel_width} × ${trace.pixel_height} px · ${trace.mime.replace("image/", "").toUpperCase()} · `,
      el("span", { class: limit && trace.bytes > limit ? "bad" : "" }, kilobytes(trace.bytes)),
      limit ? ` / ${kilobytes(limit)}` : "",
      ...faultsOf(trace.codes).flatMap((fault) => [" ", el("span", { class: "flag" }, fault)]),
    );
    focus.show(world, trace);
    copies.replaceChildren(linesToCopy(world));
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    zooms.sync();
    for (const box of shows.querySelectorAll("input")) box.checked = state.show.split(",").includes(box.value);
    const asked = JSON.stringify(request(world)) + world.version;
    if (asked === redraw.asked && trace) show();
    else {
      redraw.asked = asked;
      draw();
    }
  }
  redraw();

  const end = () => {
    drawer.stop();
    observer.disconnect();
  };
  end.redraw = redraw;
  return end;
}

// boxAt finds the smallest box over a point; of equals the innermost.
function boxAt(boxes, x, y) {
  let best = -1;
  boxes.forEach((b, i) => {
    if (x < b.x || y < b.y || x > b.x + b.w || y > b.y + b.h) return;
    if (best < 0 || b.w * b.h <= boxes[best].w * boxes[best].h) best = i;
  });
  return best;
}

// nth tells boxes of the same name apart.
function nth(boxes, index) {
  let n = 0;
  for (let i = 0; i < index; i++) if (boxes[i].element === boxes[index].element) n++;
  return n;
}

// group makes a set of radio buttons that look like one control.
export function group(legend, name, options, current, choose) {
  const inputs = options.map(([value]) => el("input", { type: "radio", name, value, onchange: () => choose(value) }));
  const node = el("fieldset", { class: "themes" }, el("legend", { class: "hidden" }, legend),
    el("div", {}, ...options.map(([, words], i) => el("label", {}, inputs[i], el("span", {}, words)))));
  const sync = () => { for (const i of inputs) i.checked = i.value === current(); };
  sync();
  return { node, sync };
}
