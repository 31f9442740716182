// Package templates holds the built-in cards, one HTML file each, with what
// they share, and [Data], the contract of fields that a card's actions see.
//
// A card is a html/template whose CSS is real CSS, so that the file also opens
// in a browser. Package render's documentation tells how to write one.
//
//	NAME.html        a card: its size, format and limit, its own rules
//	base.css         the rules of Chinese typesetting, the looks, the type scale,
//	                 and the rules of the partials
//	brand.css        empty here; a brand's own stands in its place
//	partials/        parts that cards have in common, as {{template "sign" .}}
//	words/LANG.json  the fixed words and date forms of a language
//	brands/NAME/     what a brand lays over these files
//
// # Looks
//
// A look is a set of custom properties under [data-theme=NAME]: --ground,
// --panel, --ink, --text, --soft, --rule, --look-accent, --on-accent and
// --headline. Texts in the accent use var(--accent, var(--look-accent)), so that
// a request's accent takes the place of the look's. Every text colour and the
// accent have a contrast of at least 4.5:1 on --ground and on --panel, and
// --on-accent has it on the accent.
//
// # Partials
//
//	nameplate   the section and the day over the look's rule; in red the
//	            publication on a band, in ink the day set large
//	brand       the logo, or the source's name as a wordmark; brand-strong is that
//	            for grounds that are dark or of the accent
//	figure      the cover with its credit; picture is the cover alone
//	emblem      a cover that is small and square, as a logo is, with its credit
//	kicker, headline, summary
//	dateline    authors, time, and the counts that readers left
//	colophon    the credits and the editor
//	sign        colophon, brand and invitation beside the code; plate is the code alone
//
// The publication is named once on a card, by its mark: in the nameplate in red,
// in the sign otherwise. A cover that would have to be blown up is an emblem and
// the card that of an article without a picture ([Data.Picture], [Data.Emblem]).
//
// # Brands
//
// A folder brands/NAME lies over the files above: its brand.css, logo.svg (or
// .png) and logo-dark.svg are the brand's, and it may replace a partial or
// base.css too. In brand.css custom properties on :root say all there is to say:
//
//	--card-look: paper             the look where a request names none
//	--card-sources: "江城晚报"      the article sources it is chosen by
//	--card-qr-hint: "…"            what stands beside the code
//	--look-accent: #0E5A52         any token of base.css
//
// Tokens on :root hold for every look; those for the dark one stand under
// [data-theme="ink"] after them. brands/jiangcheng-evening is an example.
package templates
