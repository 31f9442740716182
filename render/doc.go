// Package render draws a card: it takes a template and its data to the bytes of
// a PNG or JPEG, without a browser.
//
//	fonts := fonts.Builtin()
//	poster, _, err := render.Load(templates.FS, "poster")
//	…
//	card, err := render.New(fonts).Render(ctx, render.Job{Template: poster, Data: &templates.Data{Title: "…"}})
//
// # The stages
//
// A render is few passes over one tree; each stage is a package below this one.
//
//	Load      template file → actions, style sheets, metadata   once a template
//	execute   html/template fills in the data                   bytes
//	dom       HTML → elements and text                          dom.Document
//	style     cascade, inheritance, var() → computed values     style.Node
//	pictures  every address the tree refers to, once            image.Image
//	box       display → boxes, anonymous boxes, inline content  layout.Box
//	layout    block, flex, position → places                    the same boxes
//	text      shaping and line breaking, asked for by layout    layout.Inline
//	paint     boxes → pixels, by raster, glyph and resample      image.RGBA
//	encode    pixels → bytes within the limit, if need be       Image
//	          with coarser pictures painted anew
//
// The render looks at its context between the stages. What went wrong on the
// way and did not end it stands in the [Report]: text that was cut, code points
// without a glyph, pictures that could not be had.
//
// # What can be given up for a limit
//
// A card with a limit on bytes loses, in this order, the quality of a JPEG and
// the resolution of its colour, or the colours of a PNG; then the resolution of
// its pictures, which are painted anew at a half, a quarter and so on. Text and
// drawing keep theirs: where nothing fits, the error is [ErrCannotFit] with the
// smallest size reached. The report tells what was given up.
//
// # Questions to a template and a card
//
//	Template.Fields   the fields of its data that a template reads, partials followed
//	Template.Tokens   the custom properties of its root element in one look
//	Renderer.Check    what a reader would miss: text outside of the card, cut, without glyphs
//	Renderer.Trace    the picture, and every box with its place, its lines, its computed
//	                  style and the line of the source it comes from
//	Renderer.HTML     the filled page, for a browser to draw beside it
//	Renderer.Inspect  where everything stands in any HTML file
//
// # A template
//
// A template is one HTML file NAME.html that Go's html/template fills. Its head
// says what the card is:
//
//	<title>Poster</title>
//	<meta name="card:size" content="1080x1440">      width × height in px, or
//	                                                 "1080xauto(1440-2400)": the content decides
//	<meta name="card:scale" content="2">             device px per px, 1 to 3
//	<meta name="card:format" content="jpeg">         png or jpeg
//	<meta name="card:max-bytes" content="500000">    the platform's limit
//
// Style sheets are read from the source, with the place of every fault, so an
// action inside <style>, <link> or a card:* <meta> is a fault. Values reach CSS
// as custom properties in a style attribute. Data reaches HTML through
// html/template's escaping only. Besides html/template's own functions there
// are those of [Funcs].
//
// A card may be 4096 px a side and 12 million pixels after scaling.
package render
