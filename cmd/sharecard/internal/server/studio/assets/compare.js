// Against the browser: the page as the browser draws it and as we do, side by
// side, one laid over the other with a slider, or their difference.
import { api } from "./api.js";
import { t } from "./words.js";
import { state, change, request } from "./state.js";
import { el, setVars } from "./dom.js";
import { group } from "./card.js";

export function showCompare({ tools, view, world }) {
  let asking = new AbortController();
  const ways = group(t("against"), "against", ["side", "slide", "difference"].map((w) => [w, t("against_" + w)]),
    () => state.against, (against) => change({ against }));
  const slider = el("input", {
    type: "range", min: "0", max: "100", value: "50", "aria-label": t("slider"),
    oninput: () => setVars(pair, { "--cut": slider.value + "%" }),
  });
  tools.append(ways.node, slider);

  const frame = el("iframe", { class: "browser", title: t("browser_draws"), sandbox: "", scrolling: "no", tabindex: "-1" });
  const img = el("img", { class: "ours", alt: "" });
  const trouble = el("p", { class: "broken", role: "alert", hidden: true });
  const pair = el("div", { class: "pair" },
    el("figure", { class: "theirs" }, el("figcaption", {}, t("browser_draws")), el("div", { class: "fit" }, frame)),
    el("figure", { class: "ours" }, el("figcaption", {}, t("we_draw")), el("div", { class: "fit" }, img)));
  view.append(trouble, pair, el("p", { class: "note" }, t("compare_note")));

  let size = { width: 1, height: 1 };
  function resize() {
    const room = view.clientWidth - 32; // within the padding
    const columns = state.against === "side" && room > 600 ? 2 : 1;
    const width = Math.max(60, (room - 24 * (columns - 1)) / columns);
    const height = Math.max(200, document.getElementById("stage").clientHeight - 140);
    const zoom = Math.min(width / size.width, height / size.height, 1);
    setVars(pair, { "--w": size.width + "px", "--h": size.height + "px", "--zoom": String(zoom) });
  }
  const observer = new ResizeObserver(resize);
  observer.observe(view);

  async function draw() {
    asking.abort();
    asking = new AbortController();
    try {
      const body = { ...request(world), format: "png" };
      delete body.scale; // a browser's px are the template's
      const [page, trace] = await Promise.all([api.page(body, asking.signal), api.trace(body, asking.signal)]);
      size = { width: trace.width, height: trace.height };
      frame.width = size.width;
      frame.height = size.height;
      frame.src = page.path;
      img.src = trace.src;
      img.alt = trace.alt;
      await img.decode();
      trouble.hidden = true;
      resize();
      view.dataset.drawn = String(Number(view.dataset.drawn ?? 0) + 1);
    } catch (error) {
      if (error.name === "AbortError") return;
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    ways.sync();
    pair.dataset.way = state.against;
    slider.hidden = state.against !== "slide";
    resize();
    const asked = JSON.stringify(request(world)) + world.hash;
    if (asked !== redraw.asked) draw();
    redraw.asked = asked;
  }
  redraw();

  const end = () => {
    asking.abort();
    observer.disconnect();
  };
  end.redraw = redraw;
  return end;
}
