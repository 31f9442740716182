// Package templates holds the built-in cards, one HTML file each, with what
// they share, and [Data], the contract of fields that a card's actions see.
//
// A card is a html/template whose CSS is real CSS, so that the file also opens
// in a browser. Package render's documentation tells how to write one.
//
//	NAME.html        a card: its size, format and limit, its own rules
//	base.css         the rules of Chinese typesetting, the themes, the type scale,
//	                 and the rules of the partials
//	brand.css        empty here; a brand's own stands in its place
//	CARD.THEME.html  the layout that a theme has of its own, drawn instead of CARD.html
//	themes/THEME.css what the layouts of a theme share, and the cards that it suits
//	partials/        parts that cards have in common, as {{template "sign" .}}
//	words/LANG.json  the fixed words and date forms of a language
//	brands/NAME/     what a brand lays over these files
//
// # Themes
//
// A theme is a set of custom properties under [data-theme=NAME]: --ground,
// --panel, --ink, --text, --soft, --rule, --theme-accent, --on-accent, --plate and
// --headline. Texts in the accent use var(--accent, var(--theme-accent)), so that
// a request's accent takes the place of the theme's. Every text colour and the
// accent have a contrast of at least 4.5:1 on --ground and on --panel, and
// --on-accent has it on the accent. What is .on-accent has the accent as its
// ground and inherits all other colours for it.
//
// A theme with layouts of its own has them all in themes/NAME.css, where it also names
// the cards that it suits; other cards are not drawn in it. It is for designs that differ
// in more than colour:
//
//	--card-suits: "cover", "poster"
//
// # Grounds
//
// A card with a picture is .filled: the picture stands from edge to edge and fades
// into a ground of its own tone ([Tone]), or is .edged, ending with an edge, where
// it would fade as into fog or its subject with it. Where a request names no theme
// the picture chooses between paper and ink ([Data.Tint]). A card without one is
// .bare: its headline is the picture, on a ground of the theme. [Data.Ground] names
// the classes.
//
// # Partials
//
//	masthead    the publication and the day over the theme's rule
//	top         the picture of a filled card, with the masthead on it
//	bare        all of a card without a picture
//	brand       the logo, or the source's name as a wordmark; brand-strong and
//	            brand-light are those for grounds that are dark or light whatever
//	            the theme
//	picture     the cover, cropped to what must stay; emblem is a cover that is a logo
//	label       the kicker or the section; of breaking news a red tag and the hour
//	headline    the title, or the short one with the title under it
//	summary, byline, colophon
//	sign        byline, colophon and invitation beside the code; sign-plain is that of
//	            a card that shows no picture, plate the code alone
//
// Nothing is said twice: a label that the headline has, a name that stands in the
// byline. No text is smaller than 30 px of 1080.
//
// # Brands
//
// A folder brands/NAME lies over the files above: its brand.css, logo.svg (or
// .png) and logo-dark.svg are the brand's, and it may replace a partial or
// base.css too. In brand.css custom properties on :root say all there is to say:
//
//	--card-theme: paper            the theme where a request names none
//	--card-sources: "江城晚报"      the article sources it is chosen by
//	--card-qr-hint: "…"            what stands beside the code
//	--card-producer: "…"           who answers for what was made by machine, for the files of labelled cards
//	--theme-accent: #0E5A52        any token of base.css
//
// Tokens on :root hold for every theme; those for the dark one stand under
// [data-theme="ink"] after them. brands/jiangcheng-evening is an example.
package templates
