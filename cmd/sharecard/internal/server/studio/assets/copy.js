// Lines to copy and files to keep: the address of this view, the card's own
// address, curl, an image for pages, meta tags, the share button, PNG, JPEG, WebP, the kit.
import { api } from "./api.js";
import { t } from "./words.js";
import { state, request, article, address, ratioOf, themeOf } from "./state.js";
import { el, say } from "./dom.js";

// linesToCopy returns the panel for the card that is shown.
export function linesToCopy(world) {
  const stored = state.article.startsWith("store:") ? state.article.slice(6) : "";
  const a = article(world);
  const card = world.cards.find((c) => c.name === state.card);
  const ending = state.format || card?.ending || "png";
  const query = new URLSearchParams();
  if (themeOf(world)) query.set("theme", state.theme);
  if (state.brand) query.set("brand", state.brand);
  if (state.accent) query.set("accent", state.accent.replace("#", ""));
  if (ratioOf(world)) query.set("ratio", state.ratio);
  if (state.scale !== 1) query.set("scale", String(state.scale));
  const addressAs = (as) => stored && `${world.address}/v1/articles/${encodeURIComponent(stored)}/cards/${state.card}.${as}${query.size ? "?" + query : ""}`;
  const url = addressAs(ending);
  const anywhere = addressAs(ending === "webp" ? "jpg" : ending); // not all platforms and browsers take WebP
  const poster = stored && `${world.address}/v1/articles/${encodeURIComponent(stored)}/cards/poster.jpg`;
  const html = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

  return el("details", { class: "copies" }, el("summary", {}, t("share")),
    copyLine(t("this_view"), () => address()),
    url && copyLine(t("card_address"), () => url),
    copyLine("curl", () => url
      ? `curl -o ${state.card}.${ending} '${url}'`
      : `curl ${world.address}/v1/cards${world.closed ? " -H 'Authorization: Bearer …'" : ""} -H 'Content-Type: application/json' -o ${state.card}.${ending} -d '${JSON.stringify(request(world)).replaceAll("'", "'\\''")}'`),
    url && copyLine(t("picture_tag"), () => `<picture><source type="image/webp" srcset="${html(addressAs("webp"))}"><img src="${html(anywhere)}" alt="${html(a.title ?? "")}"></picture>`),
    url && state.card === "og" && copyLine(t("meta_tags"), () => `<meta property="og:image" content="${html(anywhere)}">\n<meta name="twitter:card" content="summary_large_image">`),
    stored && copyLine(t("share_button"), () => `<script async src="${html(world.address)}/share.js"></script>\n<a href="${html(poster)}" data-sharecard="${html(stored)}">分享</a>`),
    el("p", { class: "downloads" },
      download("PNG", async () => [await blob({ format: "png" }, world), `${state.card}.png`]),
      download("JPEG", async () => [await blob({ format: "jpg" }, world), `${state.card}.jpg`]),
      download("WebP", async () => [await blob({ format: "webp" }, world), `${state.card}.webp`]),
      download(t("kit"), async () => [await api.kit({ ...request(world, { format: "" }), theme: state.theme || undefined }), `${a.id || "kit"}.zip`])));
}

async function blob(some, world) {
  return (await api.draw(request(world, some))).blob;
}

function copyLine(words, text) {
  return el("p", { class: "copy" }, words, " ", el("button", {
    type: "button", "aria-label": `${t("copy")}: ${words}`, onclick: async (event) => {
      const copied = await text();
      try {
        await navigator.clipboard.writeText(copied);
        say(t("copied"));
      } catch { // no right to the clipboard: show it, so that one key copies it
        const field = el("textarea", { readonly: true, rows: "3", "aria-label": words }, copied);
        event.target.parentElement.append(field);
        field.select();
      }
    },
  }, t("copy")));
}

function download(words, make) {
  return el("button", {
    type: "button", onclick: async (event) => {
      event.target.disabled = true;
      try {
        const [file, name] = await make();
        const href = URL.createObjectURL(file);
        el("a", { href, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(href), 10000);
      } catch (error) {
        say(error.message);
      }
      event.target.disabled = false;
    },
  }, words);
}
