// Own content: an article in a form, as JSON, or from a page; drawn while it is
// typed, kept in the address, saved as a sample beside the templates.
import { api } from "./api.js";
import { t } from "./words.js";
import { state, change, article } from "./state.js";
import { el, say } from "./dom.js";

const fields = ["title", "short_title", "summary", "kicker", "source.name", "published_at", "url", "lang", "cover.url", "cover.credit", "cover.caption", "quote", "quote_by", "editor"];
// What one card alone shows; lists, such as a timeline's, are written in the JSON.
const ofCard = {
  number: ["number.value", "number.unit", "number.label", "number.delta"],
  alert: ["alert.slogan", "alert.level", "alert.advice"],
  debunk: ["debunk.claim", "debunk.verdict", "debunk.fact", "debunk.by"],
  daily: ["daily.text", "daily.by", "daily.note", "daily.date"],
};
const long = new Set(["title", "summary", "quote", "alert.advice", "debunk.fact", "daily.text"]);

// openForm shows the chosen article in the dialog. reload asks the server for
// its articles again and then changes the state.
export function openForm(world, reload) {
  const dialog = document.getElementById("form");
  if (dialog.open) return;
  let edited = structuredClone(article(world));
  delete edited.id; // an own article is not the stored one

  const json = el("textarea", { rows: "10", spellcheck: "false", "aria-label": "JSON", "aria-describedby": "fault-json" });
  const trouble = el("p", { class: "broken", role: "alert", hidden: true });
  const inputs = new Map();
  const jsonFault = el("p", { class: "fault-of", id: "fault-json", role: "alert" });

  // tell says what is wrong at the field that it is about: an article's own
  // field, else the JSON if the server names one, else above the form.
  function tell(error) {
    const path = error?.field?.startsWith("article.") ? error.field.slice(8) : "";
    for (const [name, input] of inputs) {
      const wrong = name === path;
      input.setAttribute("aria-invalid", wrong);
      input.nextElementSibling.textContent = wrong ? error.message : "";
    }
    const inJSON = path !== "" && !inputs.has(path);
    json.setAttribute("aria-invalid", inJSON);
    jsonFault.textContent = inJSON ? error.message : "";
    if (inJSON) json.closest("details").open = true;
    const elsewhere = Boolean(error) && path === "";
    trouble.textContent = elsewhere ? error.message : "";
    trouble.hidden = !elsewhere;
  }

  function show() {
    for (const [path, input] of inputs) if (document.activeElement !== input) input.value = get(edited, path);
    if (document.activeElement !== json) json.value = JSON.stringify(edited, null, 1);
  }

  let timer;
  function use() {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => change({ article: "own", own: structuredClone(edited) }), 120);
  }

  for (const path of [...(ofCard[state.card] ?? []), ...fields]) {
    const input = el(long.has(path) ? "textarea" : "input", {
      id: "field-" + path, rows: long.has(path) ? "2" : null, lang: edited.lang || "zh-CN", autocomplete: "off",
      "aria-describedby": "fault-" + path, oninput: () => { set(edited, path, input.value); use(); },
    });
    inputs.set(path, input);
  }
  json.addEventListener("input", () => {
    try {
      const read = JSON.parse(json.value);
      if (read === null || typeof read !== "object" || Array.isArray(read)) throw new Error(t("not_an_object"));
      edited = read;
      tell();
      use();
    } catch (error) {
      json.setAttribute("aria-invalid", "true"); // it may not be finished yet
      jsonFault.textContent = error.message;
    }
  });

  async function takeCover(file) {
    tell();
    try {
      set(edited, "cover.url", await api.cover(file, world.writable));
      use();
    } catch (error) {
      tell(error);
    }
  }
  const cover = el("input", { type: "file", accept: "image/*", "aria-label": t("cover_file"), onchange: () => cover.files[0] && takeCover(cover.files[0]) });
  const drop = el("div", {
    class: "drop",
    ondragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
    ondragleave: () => drop.classList.remove("over"),
    ondrop: (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files[0]) takeCover(event.dataTransfer.files[0]);
    },
  }, el("p", {}, t("cover_drop")), cover);

  const page = el("input", {
    type: "url", placeholder: "https://", "aria-label": t("page_address"),
    onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); importing.click(); } },
  });
  const file = el("input", { type: "file", accept: ".html,.htm,text/html", "aria-label": t("page_file") });
  async function importPage(event) {
    tell();
    event.target.disabled = true;
    try {
      const record = file.files[0] ? await api.importFile(file.files[0]) : await api.importPage(page.value);
      const imported = record.article ?? record;
      await reload({ article: "store:" + imported.id });
      dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
    event.target.disabled = false;
  }

  const importing = el("button", { type: "button", onclick: importPage }, t("import"));

  const name = el("input", { pattern: "[a-z0-9-]{1,64}", placeholder: "my-sample", "aria-label": t("sample_name") });
  async function save() {
    tell();
    try {
      await api.saveSample(name.value, edited);
      await reload({ article: "sample:" + name.value });
      say(t("saved"));
      dialog.close();
    } catch (error) {
      tell(error);
    }
  }

  dialog.replaceChildren(el("form", { method: "dialog", onsubmit: (event) => { if (event.submitter?.value !== "close") event.preventDefault(); } },
    el("header", {}, el("h2", { id: "form-title" }, t("edit")), el("button", { value: "close", class: "close" }, t("close"))),
    trouble,
    el("div", { class: "fields" }, ...[...inputs.keys()].map((path) => el("label", { for: "field-" + path, class: long.has(path) ? "long" : null },
      el("span", {}, t("field_" + path)), inputs.get(path), el("small", { class: "fault-of", id: "fault-" + path, role: "alert" })))),
    drop,
    el("details", {}, el("summary", {}, t("as_json")), el("p", { class: "none" }, t("json_note")), json, jsonFault),
    el("details", {}, el("summary", {}, t("import")), el("p", { class: "row" }, page, file,
      importing)),
    world.writable && el("details", {}, el("summary", {}, t("save_sample")), el("p", { class: "row" }, name,
      el("button", { type: "button", onclick: save }, t("save"))))));
  show();
  dialog.show(); // not modal: the card beside it, or above, is drawn while one types
  if (matchMedia("(max-width: 720px)").matches) document.getElementById("stage").scrollIntoView();
  inputs.get("title").focus({ preventScroll: true });
  const drawn = (event) => tell(event.detail ?? undefined);
  const escape = (event) => { if (event.key === "Escape") dialog.close(); };
  addEventListener("drawn", drawn);
  dialog.addEventListener("keydown", escape);
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    removeEventListener("drawn", drawn);
    dialog.removeEventListener("keydown", escape);
    document.getElementById("edit").focus();
  }, { once: true });
}

function get(value, path) {
  for (const key of path.split(".")) value = value?.[key];
  return value ?? "";
}

// set writes a text into the article, and takes empty fields and objects out.
function set(value, path, text) {
  const keys = path.split(".");
  const last = keys.pop();
  const parents = [];
  for (const key of keys) {
    parents.push([value, key]);
    value = value[key] ??= {};
  }
  if (text === "") delete value[last];
  else value[last] = text;
  for (const [parent, key] of parents.reverse()) if (Object.keys(parent[key]).length === 0) delete parent[key];
}
