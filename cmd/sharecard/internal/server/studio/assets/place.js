// In place: the card as a chat and a Moments post show it, light and dark, after
// the recompression it goes through on its way. The mocks are drawn here: they
// are nobody's product.
import { api } from "./api.js";
import { drawing } from "./drawing.js";
import { t } from "./words.js";
import { state, change, request, article } from "./state.js";
import { el, kilobytes } from "./dom.js";
import { group } from "./card.js";
import { preflightBox } from "./preflight.js";

export function showPlace({ tools, view, world }) {
  const grounds = group(t("ground"), "dark", [["false", t("light")], ["true", t("dark")]],
    () => String(state.dark), (dark) => change({ dark: dark === "true" }));
  const verdict = el("p", { class: "facts", role: "status" });
  tools.append(grounds.node, verdict);
  const trouble = el("p", { class: "broken", role: "alert", hidden: true });
  const phones = el("div", { class: "phones" });
  const drawer = drawing(view, trouble);
  view.append(trouble, phones, el("p", { class: "note" }, t("place_note")), preflightBox());

  function phone(kind, name, ...content) {
    return el("figure", { class: "phone " + kind },
      el("figcaption", {}, name, " · ", t("preview")),
      el("div", { class: "screen", lang: "zh-CN", tabindex: "0", role: "group", "aria-label": name }, content));
  }

  function message(side, ...content) {
    return el("div", { class: "message " + side }, el("span", { class: "avatar", "aria-hidden": "true" }), el("div", { class: "bubble" }, content));
  }

  async function draw(signal) {
    const a = article(world);
    const [sent, link] = await Promise.all([
      api.survives(request(world), signal),
      world.cards.some((c) => c.name === "link")
        ? api.draw(request(world, { card: "link", theme: state.dark ? "ink" : "", format: "", scale: 1 })) : null,
    ]);
    const picture = () => el("img", { src: sent.src, alt: sent.alt, width: sent.width, height: sent.height });
    phones.dataset.ground = state.dark ? "dark" : "light";
    phones.replaceChildren(
      phone("chat", t("chat"),
        message("theirs", el("p", {}, "看看这篇？")),
        link && message("mine picture", el("img", { class: "link", src: link.src, alt: a.title })),
        message("mine picture", picture()),
        message("theirs", el("p", {}, "收到，晚上细读。"))),
      phone("moments", t("moments"),
        el("div", { class: "post" }, el("span", { class: "avatar", "aria-hidden": "true" }),
          el("div", {},
            el("p", { class: "who" }, "江边的人"),
            el("p", {}, a.title),
            picture(),
            el("p", { class: "when" }, "3分钟前")))),
      phone("full", t("opened"), picture()));
    verdict.replaceChildren(
      t("recompressed", { size: `${sent.width} × ${sent.height}`, bytes: kilobytes(sent.bytes) }), " ",
      el("span", { class: sent.qr === "lost" ? "flag" : "good" }, t("qr_" + sent.qr)),
      sent.qr_text ? el("code", {}, " " + sent.qr_text) : "");
  }

  function redraw(newWorld) {
    world = newWorld ?? world;
    grounds.sync();
    const asked = JSON.stringify(request(world)) + state.dark + world.version;
    if (asked !== redraw.asked) drawer.draw(draw);
    redraw.asked = asked;
  }
  redraw();

  const end = () => drawer.stop();
  end.redraw = redraw;
  return end;
}
