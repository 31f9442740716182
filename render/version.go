package render

// Version names the pixels this engine draws. It is raised with every change
// that may move a pixel of any card, and is part of every key and permanent
// address made from one.
const Version = "5"
