// The focus of the cover: the whole picture with a cross, which can be moved. Until
// it is, the cross stands where the service found the subject.
import { api } from "./api.js";
import { t } from "./words.js";
import { change, request, article } from "./state.js";
import { el, say, setVars } from "./dom.js";

const step = 2; // percent that an arrow key moves the cross

// focusPanel returns a panel for the cover of the chosen article.
export function focusPanel() {
  let world;
  let at = [50, 40]; // percent
  let asked = ""; // the address of the cover that is shown

  const img = el("img", { alt: "", onload: () => { map.hidden = false; }, onerror: () => { map.hidden = true; } });
  const map = el("button", {
    type: "button", class: "focus", hidden: true, "aria-describedby": "focus-note",
    onclick: (event) => {
      if (event.detail === 0) return; // by the keyboard: arrows move it
      const box = map.getBoundingClientRect();
      move((100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
    },
    onkeydown: (event) => {
      const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (!way) return;
      event.preventDefault();
      move(at[0] + way[0], at[1] + way[1]);
    },
  }, img);
  const auto = el("button", { type: "button", onclick: () => set(undefined) }, t("focus_auto"));
  const node = el("details", { class: "copies", hidden: true, ontoggle: load }, el("summary", {}, t("focus")),
    map, el("p", { class: "none", id: "focus-note" }, t("focus_note")), el("p", {}, auto));

  function place() {
    setVars(map, { "--x": at[0] + "%", "--y": at[1] + "%" });
    map.setAttribute("aria-label", t("focus_here", { x: Math.round(at[0]), y: Math.round(at[1]) }));
  }

  function move(x, y) {
    at = [x, y].map((v) => Math.round(Math.min(100, Math.max(0, v))));
    place();
    say(t("focus_here", { x: at[0], y: at[1] }));
    set(at.map((v) => v / 100));
  }

  // set writes the focus into an article of one's own.
  function set(focus) {
    const own = structuredClone(article(world));
    delete own.id;
    if (focus) own.cover.focus = focus;
    else delete own.cover.focus;
    change({ article: "own", own });
  }

  // load asks for the picture as the service has it: covers of other hosts may not be
  // shown here.
  async function load() {
    const url = article(world).cover?.url ?? "";
    if (!node.open || url === asked) return;
    asked = url;
    try {
      img.src = (await api.page(request(world))).path + "cover";
    } catch (error) {
      asked = "";
      say(error.message);
    }
  }

  return {
    node,
    // show takes the focus from the card that was drawn.
    show(newWorld, trace) {
      world = newWorld;
      const style = trace.boxes.find((b) => b.element.startsWith("img.picture"))?.style ?? [];
      const position = style.find((p) => p.name === "object-position")?.value.match(/^([\d.]+)% ([\d.]+)%$/);
      node.hidden = !position || !article(world).cover;
      if (node.hidden) return;
      at = [Number(position[1]), Number(position[2])];
      auto.disabled = !article(world).cover.focus;
      place();
      load();
    },
  };
}
