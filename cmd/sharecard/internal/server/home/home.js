// The start page: copy buttons, and in development pictures that are drawn
// again when a template is saved.

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

const { events, hash } = document.body.dataset;
if (events) {
  let drawn = hash; // of the templates the pictures were drawn with
  new EventSource(events).addEventListener("templates", (event) => {
    const state = JSON.parse(event.data);
    showFaults(state.diagnostics);
    if (state.hash === drawn) return;
    drawn = state.hash;
    const shown = new Set([...document.querySelectorAll("figure.card")].map((f) => f.id));
    const names = Object.keys(state.diagnostics);
    if (names.length !== shown.size || names.some((name) => !shown.has(name))) {
      location.reload(); // a template came or went
      return;
    }
    for (const img of document.querySelectorAll("img[data-card]")) redraw(img);
  });
}

function showFaults(diagnostics) {
  for (const box of document.querySelectorAll("[data-faults]")) {
    const faults = diagnostics[box.dataset.faults] ?? [];
    box.querySelector("pre").textContent = faults.join("\n");
    box.hidden = faults.length === 0;
  }
}

// redraw fetches a picture again and keeps the old one until the new one is
// there. An <img> would not ask again for an address it has shown.
async function redraw(img) {
  const address = img.dataset.address ??= img.getAttribute("src");
  const answer = await fetch(address, { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok) return;
  const old = img.src;
  img.src = URL.createObjectURL(await answer.blob());
  await img.decode().catch(() => {});
  if (old.startsWith("blob:")) URL.revokeObjectURL(old);
}
