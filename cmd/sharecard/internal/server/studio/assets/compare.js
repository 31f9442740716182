// Against the browser: the page as the browser draws it and as we do, side by
// side, one laid over the other with a slider, or their difference.
import { api } from "./api.js";
import { drawing } from "./drawing.js";
import { t } from "./words.js";
import { state, change, request } from "./state.js";
import { el, setVars } from "./dom.js";
import { group } from "./card.js";

const patience = 1500; // ms that a page has to tell its height once it is loaded

export function showCompare({ tools, view, world }) {
  const ways = group(t("against"), "against", ["side", "slide", "difference"].map((w) => [w, t("against_" + w)]),
    () => state.against, (against) => change({ against }));
  const slider = el("input", { type: "range", min: "0", max: "100", value: "50", "aria-label": t("slider"), oninput: slide });
  const heights = el("p", { class: "facts", role: "status" });
  tools.append(ways.node, slider, heights);

  let frame = null; // the one that is shown
  const img = el("img", { alt: "" });
  const trouble = el("p", { class: "broken", role: "alert", hidden: true });
  const browserFit = el("div", { class: "fit" });
  const pair = el("div", { class: "pair" },
    el("figure", { class: "theirs" }, el("figcaption", {}, t("browser_draws")), browserFit),
    el("figure", { class: "ours" }, el("figcaption", {}, t("we_draw")), el("div", { class: "fit" }, img)));
  const drawer = drawing(view, trouble);
  view.append(trouble, pair, el("p", { class: "note" }, t("compare_note")));

  // slide moves the line between the two; the pointer may do it on the picture.
  function slide() { setVars(pair, { "--cut": slider.value + "%" }); }
  function slideTo(event) {
    if (state.against !== "slide" || !(event.buttons & 1)) return;
    const box = browserFit.getBoundingClientRect();
    slider.value = String((100 * (event.clientX - box.left)) / box.width);
    slide();
    event.preventDefault();
  }
  pair.addEventListener("pointerdown", slideTo);
  pair.addEventListener("pointermove", slideTo);

  let size = { width: 1, height: 1, theirs: 1 }; // px of the template
  function resize() {
    const room = view.clientWidth - 32; // within the padding
    const columns = state.against === "side" && room > 600 ? 2 : 1;
    const width = Math.max(60, (room - 24 * (columns - 1)) / columns);
    const height = Math.max(200, document.getElementById("stage").clientHeight - 140);
    const zoom = Math.min(width / size.width, height / Math.max(size.height, size.theirs), 1);
    setVars(pair, { "--w": size.width + "px", "--ours": size.height + "px", "--theirs": size.theirs + "px", "--zoom": String(zoom) });
  }
  const observer = new ResizeObserver(resize);
  observer.observe(view);

  // load opens a page in a frame of its own, which is shown once it is drawn, and
  // returns its height: that which it tells, or else ours.
  function load(path, width, height, signal) {
    const next = el("iframe", {
      class: "browser next", title: t("browser_draws"), sandbox: "allow-scripts", scrolling: "no", tabindex: "-1", src: path, width, height,
    });
    browserFit.append(next);
    return new Promise((resolve, reject) => {
      const done = (told) => {
        removeEventListener("message", hear);
        resolve({ next, told });
      };
      const hear = (event) => {
        if (event.source === next.contentWindow && event.data?.height > 0) done(Math.round(event.data.height));
      };
      addEventListener("message", hear);
      next.addEventListener("load", () => setTimeout(done, patience, height));
      signal.addEventListener("abort", () => {
        removeEventListener("message", hear);
        if (next !== frame) next.remove();
        reject(signal.reason);
      });
    });
  }

  async function draw(signal) {
    const body = { ...request(world), format: "png" };
    delete body.scale; // a browser's px are the template's
    const [page, trace] = await Promise.all([api.page(body, signal), api.trace(body, signal)]);
    const { next, told } = await load(page.path, trace.width, Math.ceil(trace.height), signal);
    frame?.remove();
    frame = next;
    // A card of fixed size is cut at its edge, in the browser as here.
    const free = world.cards.find((c) => c.name === state.card)?.size.endsWith("…");
    size = { width: trace.width, height: trace.height, theirs: free ? told : trace.height };
    frame.height = String(size.theirs);
    frame.classList.remove("next");
    img.src = trace.src;
    img.alt = trace.alt;
    await img.decode();
    resize();
    heights.textContent = Math.abs(size.theirs - size.height) < 1 ? t("same_height", { px: Math.round(size.height) })
      : t("other_height", { theirs: size.theirs, ours: Math.round(size.height) });
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    ways.sync();
    pair.dataset.way = state.against;
    slider.hidden = state.against !== "slide";
    resize();
    const asked = JSON.stringify(request(world)) + world.version;
    if (asked !== redraw.asked) drawer.draw(draw);
    redraw.asked = asked;
  }
  redraw();

  const end = () => {
    drawer.stop();
    observer.disconnect();
  };
  end.redraw = redraw;
  return end;
}
