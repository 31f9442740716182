function start() {
  entry = { url: new URL(location.href), head: readHead() };
  watchWithin(document); // an early look may have missed some
  look();
}

// follow calls then after each call of a method.
function follow(owner, name, then) {
  const method = owner[name];
  owner[name] = function (...parameters) {
    const result = method.apply(this, parameters);
    then(result);
    return result;
  };
}

// ShareButton is a button of its own: what it is told stands in its attributes.
class ShareButton extends HTMLElement {
  static observedAttributes = ["article", "heading", "summary", "url", "theme", "scheme", "cards", "themes", "targets"];
  #button = document.createElement("button");

  constructor() {
    super();
    const slot = document.createElement("slot");
    slot.textContent = "分享";
    this.#button.append(slot);
    Object.assign(this.#button, { part: "button", type: "button" }).dataset.sharecard = "";
    this.attachShadow({ mode: "open", delegatesFocus: true }).append(this.#button);
  }

  attributeChangedCallback(name, before, value) {
    const { dataset } = this.#button;
    const key = { article: "sharecard", heading: "title" }[name] ?? name;
    if (value !== null || key === "sharecard") dataset[key] = value ?? "";
    else delete dataset[key];
  }
}

// A page may load the script twice.
const loaded = Symbol.for("sharecard");
if (!document[loaded]) {
  document[loaded] = true;
  document[Symbol.for("sharecard.open")] = open; // for module.js

  // One listener serves all buttons, those that are added later too.
  document.addEventListener("click", (event) => {
    const button = event.composedPath().find((node) => node.matches?.(buttons));
    if (!button || event.defaultPrevented) return; // the page says no
    if (button.href && (event.ctrlKey || event.metaKey || event.shiftKey)) return; // a new tab with the poster
    event.preventDefault(); // a form, or the link for readers without scripts
    open(button);
  });

  follow(history, "pushState", navigated);
  follow(history, "replaceState", navigated);
  addEventListener("popstate", navigated);
  addEventListener("hashchange", navigated);
  follow(Element.prototype, "attachShadow", (root) => { // which no observer tells
    if (root.mode === "open") watch(root);
    lookSoon();
  });

  customElements.define("sharecard-button", ShareButton);
  watch(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
