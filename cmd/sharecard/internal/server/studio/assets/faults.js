// The faults of the templates, each with its place and the line it stands on,
// over the last good picture.
import { t } from "./words.js";
import { el } from "./dom.js";

export function showFaults(diagnostics) {
  const box = document.getElementById("faults");
  const found = diagnostics ?? [];
  box.hidden = found.length === 0;
  if (found.length === 0) {
    box.replaceChildren();
    return;
  }
  box.replaceChildren(
    el("p", {}, t("broken")),
    ...found.slice(0, 20).map((d) => el("div", { class: "fault" },
      el("p", {}, el("code", {}, d.file ? `${d.file}:${d.line}:${d.column}` : d.template), " ", d.message),
      d.source && el("pre", {}, el("span", { class: "number" }, String(d.line)), " ", ...marked(d.source, d.column)))),
  );
}

// marked parts a line so that the word at a column stands out. Columns count
// characters, from 1.
function marked(source, column) {
  const characters = [...source];
  const rest = characters.slice(Math.max(column, 1) - 1).join("");
  const word = rest.match(/^[\w-]+|^./su)?.[0] ?? "";
  return [characters.slice(0, Math.max(column, 1) - 1).join(""), column > 0 && word ? el("mark", {}, word) : word, rest.slice(word.length)];
}
