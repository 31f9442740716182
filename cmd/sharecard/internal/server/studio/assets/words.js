// The words of the page, in the language it was asked for in.
const words = JSON.parse(document.getElementById("words").textContent);

// cardName returns what a card is called: a designer's own by its title.
export function cardName(card) {
  const key = "card_" + card.name;
  return Object.hasOwn(words, key) ? words[key] : card.title || card.name;
}

// t returns the words for a key; {name} in them is replaced by values.name. A
// key without words is shown as it is.
export function t(key, values = {}) {
  const text = words[key] ?? key.replace(/^[a-z]+_/, "");
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
