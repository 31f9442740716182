package main

// element is where an element stands in Chromium: its border box in px from the
// page's top left, and its lines of text.
type element struct {
	Tag      string     `json:"tag"`
	ID       string     `json:"id,omitempty"`
	Class    string     `json:"class,omitempty"`
	X        float64    `json:"x"`
	Y        float64    `json:"y"`
	W        float64    `json:"w"`
	H        float64    `json:"h"`
	Lines    []line     `json:"lines,omitempty"`
	Children []*element `json:"children,omitempty"`
}

type line struct {
	Text string  `json:"text"`
	X    float64 `json:"x"`
	Top  float64 `json:"top,omitempty"` // of a line that runs down, instead of X
}

// measureScript returns where the elements below body stand: their border
// boxes in px from the page's top left, to 1/64 px, and the lines of text of
// every element that holds inline content.
const measureScript = `(() => {
  const round = v => Math.round(v * 64) / 64;
  const inline = e => ["inline", "contents", "ruby", "ruby-text"].includes(getComputedStyle(e).display);
  // textOf collects the text nodes of e's own inline content, without the annotations of ruby.
  const textOf = (e, list) => {
    for (const c of e.childNodes) {
      if (c.nodeType === Node.TEXT_NODE) list.push(c);
      else if (c.nodeType === Node.ELEMENT_NODE && inline(c) && getComputedStyle(c).display !== "ruby-text") textOf(c, list);
    }
    return list;
  };
  const linesOf = e => {
    const lines = [];
    let last = null;
    const down = getComputedStyle(e).writingMode !== "horizontal-tb";
    const [start, end, size] = down ? ["left", "right", "height"] : ["top", "bottom", "width"];
    for (const node of textOf(e, [])) {
      const range = document.createRange();
      for (let i = 0; i < node.data.length;) {
        const n = node.data.codePointAt(i) > 0xFFFF ? 2 : 1;
        range.setStart(node, i);
        range.setEnd(node, i + n);
        const r = [...range.getClientRects()].find(r => r[size] > 0);
        if (r) {
          const middle = (r[start] + r[end]) / 2;
          if (!last || middle > last.end || middle < last.start) {
            last = {text: "", left: r.left, top: r.top, start: r[start], end: r[end]};
            lines.push(last);
          }
          last.text += node.data.slice(i, i + n);
          last.left = Math.min(last.left, r.left);
          last.top = Math.min(last.top, r.top);
          last.start = Math.min(last.start, r[start]);
          last.end = Math.max(last.end, r[end]);
        }
        i += n;
      }
    }
    const place = l => down ? {x: 0, top: round(l.top)} : {x: round(l.left)};
    return lines.map(l => ({text: l.text.replace(/\s+/g, " ").trim(), ...place(l)})).filter(l => l.text);
  };
  // What is drawn must be what stands in the document.
  const plain = e => {
    const s = getComputedStyle(e);
    for (let a = e; a; a = a.parentElement) if (getComputedStyle(a).webkitLineClamp !== "none") return false;
    if (e.querySelector("[style*=small-caps]") || s.fontVariantCaps !== "normal") return false;
    return s.textOverflow === "clip" && s.textTransform === "none" &&
      [e, ...e.querySelectorAll("*")].every(x =>
        ["::before", "::after"].every(p => ["none", "normal"].includes(getComputedStyle(x, p).content)));
  };
  // Places are those of layout, before transforms.
  const sheet = document.createElement("style");
  sheet.textContent = "* { transform: none !important; translate: none !important; rotate: none !important; scale: none !important }";
  document.head.append(sheet);
  const walk = e => {
    const r = e.localName === "br" ? new DOMRect() : e.getBoundingClientRect();
    return {
      tag: e.localName, id: e.id, class: e.getAttribute("class") ?? "",
      x: round(r.left + scrollX), y: round(r.top + scrollY), w: round(r.width), h: round(r.height),
      lines: inline(e) || e.closest("svg") || !plain(e) ? [] : linesOf(e),
      children: e.localName === "svg" ? [] : [...e.children].map(walk),
    };
  };
  const body = walk(document.body);
  sheet.remove();
  return body;
})()`
