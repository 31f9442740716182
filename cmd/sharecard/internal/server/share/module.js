// The share button for who imports it: import { open } from ".../share/module.js".
import "../share.js";

// open opens the sheet of an element with the button's data- attributes.
export const open = (element) => document[Symbol.for("sharecard.open")](element);
