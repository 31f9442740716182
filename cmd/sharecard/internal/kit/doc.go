// Package kit makes the whole set of cards of one article: what an editor
// hands to everybody who shares it.
//
//	[Draw]       every card, several at once, each to a callback as it is done
//	[Manifest]   what was drawn, in the order of the names: manifest.json
//	[WriteZip]   cards and manifest as one archive, the same bytes every time
//	[Sheet]      all cards on one picture
//
// A card that cannot be drawn does not cost the others: it stands in the
// manifest with an error instead of a file. What is wrong with the request as a
// whole, such as an unknown article or theme, ends the kit.
//
// Cards that do not fit the article are left out, such as a digest of one without
// items; the manifest says why. [Names] is the order of the others.
//
// A kit is bounded: [MaxCards] cards, [MaxBytes] bytes of pictures.
package kit
