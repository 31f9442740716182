package style

import "sharecard/render/css"

// browserSheet is what a browser's own style sheet says about the elements a
// card may hold (HTML Standard, Rendering). One rule is ours: a Chinese heading does
// not end in a line of one character. It is never written.
var browserSheet = parseBrowserSheet()

func parseBrowserSheet() *css.Sheet {
	sheet, diags := css.Parse("browser.css", browserSource+controlSource, css.Options{})
	if len(diags) > 0 {
		panic(diags[0].String())
	}
	return sheet
}

const browserSource = `
[hidden], dialog:not([open]), audio, embed:not([src]), param, area, base, basefont, datalist, head,
link, meta, noembed, noframes, param, rp, style, template, title { display: none }
html, body, address, blockquote, center, dialog, dd, dir, div, dl, dt, fieldset, figcaption, figure, footer, form,
header, hgroup, hr, legend, listing, main, menu, nav, ol, optgroup, option, p, plaintext, pre, search, section, article,
aside, summary, details, ul, xmp, h1, h2, h3, h4, h5, h6 { display: block }
table { display: table; box-sizing: border-box; border-spacing: 2px; border-collapse: separate; text-indent: initial }
caption { display: table-caption; text-align: -webkit-center }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell; padding: 1px }
thead, tbody, tfoot, table > tr { vertical-align: middle }
tr, td, th { vertical-align: inherit }
th { font-weight: bold; text-align: center }
li { display: list-item }
ol { list-style-type: decimal }
dir, menu, ul { list-style-type: disc }
:is(dir, menu, ol, ul) :is(dir, menu, ul) { list-style-type: circle }
:is(dir, menu, ol, ul) :is(dir, menu, ol, ul) :is(dir, menu, ul) { list-style-type: square }
summary { display: list-item; list-style: disclosure-closed inside }
details[open] > summary { list-style-type: disclosure-open }
dialog { position: absolute; inset-inline: 0; width: fit-content; height: fit-content; margin: auto; border: solid; padding: 1em;
	background-color: white; color: black }
fieldset { margin-inline: 2px; border: 2px groove #efefef; padding: 0.35em 0.75em 0.625em; min-inline-size: min-content }
legend { padding-inline: 2px }
abbr[title], acronym[title] { text-decoration: dotted underline }
q::before { content: open-quote }
q::after { content: close-quote }
body { margin: 8px }
p, blockquote, figure, listing, plaintext, pre, xmp, dl, dir, menu, ol, ul { margin-block: 1em }
blockquote, figure { margin-inline: 40px }
dd { margin-inline-start: 40px }
dir, menu, ol, ul { padding-inline-start: 40px }
:is(dir, dl, menu, ol, ul) :is(dir, dl, menu, ol, ul) { margin-block: 0 }
h1 { margin-block: 0.67em; font-size: 2em }
h2 { margin-block: 0.83em; font-size: 1.5em }
h3 { margin-block: 1em; font-size: 1.17em }
h4 { margin-block: 1.33em }
h5 { margin-block: 1.67em; font-size: 0.83em }
h6 { margin-block: 2.33em; font-size: 0.67em }
h1, h2, h3, h4, h5, h6 { font-weight: bold }
:is(h1, h2, h3, h4, h5, h6):lang(zh) { text-wrap-style: pretty }
b, strong { font-weight: bolder }
address, cite, dfn, em, i, var { font-style: italic }
code, kbd, samp, tt, pre, listing, plaintext, xmp { font-family: monospace }
pre, listing, plaintext, xmp { white-space: pre }
big { font-size: larger }
small, sub, sup { font-size: smaller }
sub { vertical-align: sub }
sup { vertical-align: super }
ruby { display: ruby }
ruby, rt { text-indent: 0 }
rt { line-height: normal; text-emphasis: none }
ruby > rt { display: ruby-text; font-size: 50%; text-align: start }
u, ins { text-decoration: underline }
s, strike, del { text-decoration: line-through }
:link { color: #0000ee; text-decoration: underline }
mark { background: yellow; color: black }
nobr { white-space: nowrap }
center { text-align: -webkit-center }
hr { border: 1px solid; border-color: gray #eee #eee gray; margin-block: 0.5em; margin-inline: auto; overflow: hidden; color: gray }
svg, video { overflow: hidden }
iframe { border: 2px inset; overflow: clip }
video { object-fit: contain }
bdi, output, [dir] { unicode-bidi: isolate }
bdo, bdo[dir] { unicode-bidi: isolate-override }
[dir=ltr i] { direction: ltr }
[dir=rtl i] { direction: rtl }
`
