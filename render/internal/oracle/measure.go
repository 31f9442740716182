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
}

// measureScript returns where the elements below body stand: their border
// boxes in px from the page's top left, to 1/64 px, and the lines of text of
// every element that holds inline content.
const measureScript = `(() => {
  const round = v => Math.round(v * 64) / 64;
  const inline = e => getComputedStyle(e).display === "inline" || getComputedStyle(e).display === "contents";
  // textOf collects the text nodes of e's own inline content.
  const textOf = (e, list) => {
    for (const c of e.childNodes) {
      if (c.nodeType === Node.TEXT_NODE) list.push(c);
      else if (c.nodeType === Node.ELEMENT_NODE && inline(c)) textOf(c, list);
    }
    return list;
  };
  const linesOf = e => {
    const lines = [];
    let last = null;
    for (const node of textOf(e, [])) {
      const range = document.createRange();
      for (let i = 0; i < node.data.length;) {
        const n = node.data.codePointAt(i) > 0xFFFF ? 2 : 1;
        range.setStart(node, i);
        range.setEnd(node, i + n);
        const r = [...range.getClientRects()].find(r => r.width > 0);
        if (r) {
          const middle = r.top + r.height / 2;
          if (!last || middle > last.bottom || middle < last.top) {
            last = {text: "", left: r.left, top: r.top, bottom: r.bottom};
            lines.push(last);
          }
          last.text += node.data.slice(i, i + n);
          last.left = Math.min(last.left, r.left);
          last.top = Math.min(last.top, r.top);
          last.bottom = Math.max(last.bottom, r.bottom);
        }
        i += n;
      }
    }
    return lines.map(l => ({text: l.text.replace(/\s+/g, " ").trim(), x: round(l.left)})).filter(l => l.text);
  };
  // What is drawn must be what stands in the document.
  const plain = e => {
    const s = getComputedStyle(e);
    return s.webkitLineClamp === "none" && s.textOverflow === "clip" && s.textTransform === "none" &&
      ["::before", "::after"].every(p => ["none", "normal"].includes(getComputedStyle(e, p).content));
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
