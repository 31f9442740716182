// One listener serves all buttons, those that are added later too.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(buttons);
  // Prevented: the page says no, or it has loaded this script twice.
  if (!button || event.defaultPrevented) return;
  event.preventDefault(); // a form, or a link for readers without scripts
  open(button);
});

function start() {
  for (const button of document.querySelectorAll(buttons)) button.setAttribute("aria-haspopup", "dialog");
  const first = document.querySelector(buttons);
  if (inWeChat && first) tellWeChat(describe(first));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
