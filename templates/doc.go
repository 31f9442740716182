// Package templates holds the built-in cards, one HTML file each, with the
// style sheet they share (base.css), the fixed words of each language (words/)
// and [Data], the contract of fields that a card's actions see.
//
// A card is a html/template whose CSS is real CSS, so that the file also opens
// in a browser. Package render's documentation tells how to write one.
package templates
