// The page as it changes. Buttons come and go; in an app of one page the article
// does too, without a page being loaded.

const route = /^#[!/]/; // a fragment that is the way to an article, not a place on the page

let entry; // the address and the head of the page when it had loaded

// readHead reads what the page says of itself.
function readHead() {
  const meta = (name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.content;
  return {
    title: meta("og:title"),
    summary: meta("og:description") || meta("description"),
    link: document.querySelector('link[rel="canonical"]')?.href,
  };
}

// describePage says what the page shows now. Many apps leave the head as it was
// at the first address: what has not changed since is no news of this one.
function describePage() {
  const head = readHead();
  if (entry && (route.test(location.hash) || hasMoved())) {
    for (const [key, value] of Object.entries(entry.head)) {
      if (head[key] === value) delete head[key];
    }
  }
  if (isHome(head.link) && !isHome(location.href)) delete head.link; // one head for all addresses
  return { title: head.title || document.title, summary: head.summary || "", link: head.link || location.href };
}

// isHome reports whether an address is a site's first page.
function isHome(address = "") {
  const { pathname, search, hash } = new URL(address, location.href);
  return address !== "" && pathname === "/" && !search && !routeOf(hash);
}

// hasMoved reports whether the page shows something else than at first. Apps that
// only tidy the address away, as of ?utm_source=, show the same.
function hasMoved() {
  const { pathname, hash, searchParams } = entry.url;
  return pathname !== location.pathname || routeOf(hash) !== routeOf(location.hash) ||
    [...new URLSearchParams(location.search)].some(([key, value]) => searchParams.get(key) !== value);
}

const routeOf = (hash) => route.test(hash) ? hash : "";
const placeOf = ({ pathname, search, hash }) => pathname + search + routeOf(hash);

let place = placeOf(location);

function navigated() {
  if (place === placeOf(location)) return;
  place = placeOf(location);
  if (opened) close();
  lookSoon();
}

const roots = new Set(); // the document and its open shadow roots

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) addedNodes.forEach(watchWithin);
  lookSoon();
});

// watch observes a root: what is in it, and all that describe reads.
function watch(root) {
  if (roots.has(root)) return;
  roots.add(root);
  observer.observe(root, {
    subtree: true, childList: true, characterData: true,
    attributeFilter: ["data-sharecard", "data-title", "data-summary", "data-url", "data-theme", "data-wx", "content", "href"],
  });
  watchWithin(root);
}

function watchWithin(node) {
  for (const { shadowRoot } of [node, ...node.querySelectorAll?.("*") ?? []]) {
    if (shadowRoot) watch(shadowRoot);
  }
}

let looking; // a timer: pages change many things at once

function lookSoon() {
  looking ??= setTimeout(look, 100);
}

// look finds the buttons that are there now. WeChat is told of the one whose
// sheet is open, else of the first.
function look() {
  clearTimeout(looking);
  looking = undefined;
  for (const root of roots) {
    if (root.host && !root.host.isConnected) roots.delete(root); // found again when it comes back
  }
  const found = [...roots].flatMap((root) => [...root.querySelectorAll(buttons)]);
  for (const button of found) {
    if (!button.hasAttribute("aria-haspopup")) button.setAttribute("aria-haspopup", "dialog");
  }
  const subject = opened ?? found[0];
  if (inWeChat && subject) tellWeChat(subject);
}
