// element makes an element. Attributes that are functions are listeners.
function element(name, attributes, ...children) {
  const made = give(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function give(element, attributes = {}) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  }
  return element;
}

// drawing makes an SVG of one path, that screen readers pass over.
function drawing(box, path, attributes) {
  const part = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const svg = give(part("svg"), { viewBox: box, "aria-hidden": "true", ...attributes });
  svg.append(give(part("path"), { d: path }));
  return svg;
}
