// What lies under a card: boxes, lines, baselines, spacing, cut text, drawn
// over it in the card's own px.
import { svg } from "./dom.js";

// overlay returns a layer that lies over the picture.
export function overlay() {
  const marks = svg("g");
  const mark = svg("g");
  const node = svg("svg", { class: "overlay", preserveAspectRatio: "none", "aria-hidden": "true" }, marks, mark);
  let trace;

  function rect(kind, x, y, w, h) {
    return svg("rect", { class: kind, x, y, width: Math.max(w, 0), height: Math.max(h, 0), "vector-effect": "non-scaling-stroke" });
  }

  // spacing draws a box's margin and padding as the four sides around a hole.
  function spacing(b) {
    const m = b.margin, r = b.border, p = b.padding;
    return [
      frame("margin", b.x - m.left, b.y - m.top, b.w + m.left + m.right, b.h + m.top + m.bottom, m),
      frame("padding", b.x + r.left, b.y + r.top, b.w - r.left - r.right, b.h - r.top - r.bottom, p),
    ];
  }

  function frame(kind, x, y, w, h, e) {
    if (!(e.top || e.right || e.bottom || e.left) || w <= 0 || h <= 0) return null;
    const inner = `M${x + e.left} ${y + e.top}v${h - e.top - e.bottom}h${w - e.left - e.right}v${-(h - e.top - e.bottom)}z`;
    return svg("path", { class: kind, d: `M${x} ${y}h${w}v${h}h${-w}z${inner}`, "fill-rule": "evenodd" });
  }

  return {
    node,
    show(next, kinds) {
      trace = next;
      node.setAttribute("viewBox", `0 0 ${trace.width} ${trace.height}`);
      const parts = [];
      for (const b of trace.boxes) {
        if (kinds.has("spacing")) parts.push(...spacing(b));
        if (kinds.has("boxes")) parts.push(rect("box", b.x, b.y, b.w, b.h));
        for (const l of b.lines ?? []) {
          if (kinds.has("lines")) parts.push(rect("line", l.x, l.y, l.w, l.h));
          if (kinds.has("baselines")) {
            parts.push(svg("path", { class: "baseline", d: `M${l.x} ${l.baseline}h${l.w}`, "vector-effect": "non-scaling-stroke" }));
          }
        }
        if (kinds.has("cut") && (b.text?.cut || b.outside)) parts.push(rect("cut", b.x, b.y, b.w, b.h));
      }
      marks.replaceChildren(...parts.filter(Boolean));
    },
    choose(index) {
      mark.replaceChildren();
      if (index < 0 || !trace) return;
      const b = trace.boxes[index];
      mark.append(...spacing(b).filter(Boolean), rect("chosen", b.x, b.y, b.w, b.h));
    },
  };
}
