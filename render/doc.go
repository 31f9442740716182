// Package render draws a card: it takes a template and its data to the bytes of
// a PNG or JPEG, without a browser.
//
//	poster, _, err := render.Load(templates.FS, "poster")
//	…
//	card, err := render.New(fonts.Builtin()).Render(ctx, render.Job{Template: poster, Data: &templates.Data{Title: "…"}})
//
// # The steps
//
// A render is few passes over one tree. Package template reads the card's file once;
// then the list called pipeline, in steps.go, takes each card through these steps:
//
//	fill      html/template fills in the data                          fill.go, render/template
//	parse     HTML → elements and text: dom.Document                   fill.go, render/dom
//	style     cascade, inheritance, var() → style.Node                 style.go, render/css, render/style
//	pictures  every address the tree refers to, once → image.Image     pictures.go, render/svg, render/lettering
//	box       display → boxes, anonymous boxes, inline content         box.go, render/box
//	layout    block, flex, position, lines of text → places            layout.go, render/layout, render/text
//	settle    from style on once more, where it asks for sizes of      containers.go
//	          containers that only a layout tells
//	size      a card beyond the limits ends here                       layout.go
//	report    what a reader would miss                                 report.go
//	strict    a strict job whose text is cut or lacks glyphs ends here report.go
//	label     what must stand on the card, at its edge                 label.go
//	paint     boxes → pixels on one gg context                         paint.go, render/paint, render/raster,
//	                                                                   render/glyph, render/resample
//	encode    pixels → bytes within the limit, if need be              encode.go, render/encode,
//	          with coarser pictures painted anew                       render/png, render/jpeg, render/webp
//
// Each step is a function that takes what the steps before it left in the card's state.
// Between them the render looks at its context and adds up the time of its stages. What
// went wrong on the way and did not end it stands in the [Report]: text that was cut,
// code points without a glyph, pictures that could not be had.
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
//	Template.Tokens   the custom properties of its root element in one theme
//	Renderer.Check    what a reader would miss: text outside of the card, cut, without glyphs
//	Renderer.Trace    the picture, and every box with its place, its lines, its computed
//	                  style and the line of the source it comes from
//	Renderer.HTML     the filled page, for a browser to draw beside it
//	Renderer.Inspect  where everything stands in any HTML file
//
// # A template
//
// Its file is described in package template, together with the functions that it may
// call. Template and Load stand in this package too, so that a program that draws cards
// imports no other.
//
// A card may be 4096 px a side and 12 million pixels after scaling.
package render
