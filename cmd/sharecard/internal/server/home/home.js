// The start page: pictures side by side, buttons that copy, and the box of own.js.
import { start } from "./own.js";

// A row of cards has one height: what each takes of its width is width ÷ height.
for (const card of document.querySelectorAll(".card")) {
  setRatio(card, card.dataset.ratio);
  const img = card.querySelector("img");
  const measure = () => {
    if (!img.naturalWidth) return;
    setRatio(card, img.naturalWidth / img.naturalHeight);
    card.querySelector(".size").textContent = `${img.naturalWidth} × ${img.naturalHeight}`;
  };
  img.addEventListener("load", measure);
  measure();
}

function setRatio(card, ratio) {
  card.style.setProperty("--ratio", ratio);
}

for (const line of document.querySelectorAll(".line")) {
  const button = line.querySelector("button");
  const code = line.querySelector("code");
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // No right to the clipboard: select the text, so that one key copies it.
      getSelection().selectAllChildren(code);
      return;
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

start(setRatio);
