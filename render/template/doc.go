// Package template takes a card's layout from its file to filled HTML.
//
//	poster, diags, err := template.Load(templates.FS, "poster")
//	…
//	err = poster.Fill(ctx, &buf, data)
//
// A template is one HTML file NAME.html that Go's html/template fills. Its head says
// what the card is:
//
//	<title>Poster</title>
//	<meta name="card:size" content="1080x1440">      width × height in px, or
//	                                                 "1080xauto(1440-2400)": the content decides
//	<meta name="card:ratios" content="4:5 9:16">     what it can be besides: the width stays
//	<meta name="card:needs" content="cover">         what of an article it is nothing without
//	<meta name="card:scale" content="2">             device px per px, 1 to 3
//	<meta name="card:format" content="jpeg">         png, jpeg or webp
//	<meta name="card:max-bytes" content="500000">    the platform's limit
//
// Load reads a file once and keeps what every card needs of it:
//
//	source.go    style sheets and metadata, with the place of every fault (places.go, meta.go)
//	actions.go   the actions, parsed and escaped, and the partials they put in
//	funcs.go     the functions they may call: QR codes (qr.go, codes.go, scannable.go)
//	faces.go     the faces of @font-face, shared by templates that bring the same
//	fields.go    which fields of the data the actions read
//	tokens.go    the custom properties of the root element in one theme
//
// Style sheets are read from the source, so an action inside <style>, <link> or a card:*
// <meta> is a fault. Values reach CSS as custom properties in a style attribute. Data
// reaches HTML through html/template's escaping only. What a template may write is
// bounded (bounded.go), and so are the pictures that it brings (picture.go).
package template
