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
      d.source && el("pre", {}, el("span", { class: "number" }, String(d.line)), " ", d.source,
        d.column > 0 && "\n" + " ".repeat(String(d.line).length + d.column) + "^"))),
  );
}
