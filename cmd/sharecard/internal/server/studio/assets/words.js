// The words of the page, in the language it was asked for in.
const words = JSON.parse(document.getElementById("words").textContent);

// has reports whether there are words for a key.
export const has = (key) => Object.hasOwn(words, key);

// t returns the words for a key; {name} in them is replaced by values.name. A
// key without words is shown as it is.
export function t(key, values = {}) {
  const text = words[key] ?? key.replace(/^[a-z]+_/, "");
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
