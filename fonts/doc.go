// Package fonts holds the faces that cards are set in and finds the right one
// for a piece of text.
//
// [Builtin] returns the embedded collection: Noto Sans SC Regular and Bold,
// Noto Serif SC Bold and Noto Color Emoji, made by subset.py, and the display faces of
// looks, made by display.py; all under the OFL (see NOTICE.md beside them). [Load] reads a designer's own folder and
// [Open] one file of a template's @font-face rule:
//
//	faces, problems, err := fonts.Load(os.DirFS(dir))
//	c := fonts.Builtin().WithFallback(faces...)
//	f, err := fonts.Open(templates, "brand.otf")
//	c = c.With(f[0].As(fonts.Rule{Family: "Brand", Weight: &fonts.Span{Min: 700, Max: 700}}))
//
// Text asks a collection for the [Chain] of a style, families first and then
// whatever else may have the glyphs, and takes for each cluster the first face
// of the chain that covers it:
//
//	chain := c.Chain(fonts.Query{Families: []string{"Noto Sans SC"}, Weight: 700, Lang: "zh-CN"})
//	m, ok := chain.Find([]rune("龙"), false)
//
// A face reads its file when it is first needed and in two steps, because a
// Chinese face costs some milliseconds and megabytes: which characters it has,
// then everything else. Outlines of the built-in faces, half of their memory and
// more, are read from the program glyph by glyph. The package touches no file
// system but the fs.FS handed to Load and Open.
package fonts
