// The faults of the templates, each with its place and the line it stands on,
// over the last good picture. The box can be folded away, and stays so.
import { t } from "./words.js";
import { el } from "./dom.js";

const shown = 20; // faults

export function showFaults(diagnostics) {
  const box = document.getElementById("faults");
  const found = diagnostics ?? [];
  box.hidden = found.length === 0;
  if (found.length === 0) return;
  box.querySelector("summary").textContent = t("broken", { n: found.length });
  box.querySelector("details > div").replaceChildren(...found.slice(0, shown).map((d) => el("div", { class: "fault" },
    el("p", {}, el("code", {}, placeOf(d)), " ", d.message),
    d.source && el("pre", {}, el("span", { class: "number" }, String(d.line)), " ", ...marked(d.source, d.column)))));
}

// placeOf is where a fault stands, as far as that is known.
function placeOf(d) {
  return d.file ? [d.file, d.line, d.column].filter(Boolean).join(":") : d.template;
}

// marked parts a line so that the word at a column stands out. Columns count
// characters, from 1.
function marked(source, column) {
  const characters = [...source];
  const rest = characters.slice(Math.max(column, 1) - 1).join("");
  const word = rest.match(/^[\w-]+|^./su)?.[0] ?? "";
  return [characters.slice(0, Math.max(column, 1) - 1).join(""), column > 0 && word ? el("mark", {}, word) : word, rest.slice(word.length)];
}
