// A box for the address of a page: what keeps its picture from showing where it is
// shared, and what to do.
import { api } from "./api.js";
import { el } from "./dom.js";
import { t } from "./words.js";

export function preflightBox() {
  const address = el("input", { type: "url", required: true, placeholder: "https://", "aria-label": t("page_address") });
  const check = el("button", {}, t("preflight_check"));
  const found = el("ul", { class: "findings", role: "status" });
  const form = el("form", { class: "preflight" }, el("h2", {}, t("preflight")), address, check, found);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    check.disabled = true;
    found.replaceChildren();
    try {
      const report = await api.preflight(address.value);
      found.replaceChildren(...(report.findings.length ? report.findings.map(finding) : [el("li", { class: "good" }, t("preflight_fine"))]));
    } catch (error) {
      found.replaceChildren(el("li", { class: "flag" }, error.message));
    } finally {
      check.disabled = false;
    }
  });
  return form;
}

function finding(f) {
  return el("li", { class: f.level, "data-code": f.code },
    el("b", {}, t("level_" + f.level)), " ", f.says, " ",
    f.platforms ? el("span", {}, f.platforms.join(", ") + " ") : null,
    f.detail ? el("code", {}, f.detail) : null,
    el("br"), f.do);
}
