// Package style computes the value of every CSS property of every element: the
// cascade, inheritance, var() and the conversion of specified into computed
// values (CSS Cascade 4). Its result is a tree of [Node], the elements of the
// document each with its [Style].
//
//	sheet, diags := css.Parse("poster.html", source, css.Options{Line: 12, Column: 8})
//	rules := style.Compile(sheet)                 // once a template
//	root, more := rules.Compute(doc, style.Options{Width: 1080, Height: 1440})
//
// For each element, rules.go finds the rules that match, compute.go lines their
// declarations up, the weakest first, scope.go resolves the custom properties,
// cascade.go picks the winner of each longhand and applies it by its row, and
// finish.go computes what depends on several properties. A row says which field
// of Style a property sets and how; the rows, the types and the constants of a
// family stand in box.go, flex.go, grid.go, font.go, text.go, background.go, effects.go,
// compositing.go, table.go, visible.go, ruby.go and columns.go, and the builders of rows in
// longhand.go; zoom.go comes before all rows that have lengths.
//
// Below the author's sheets stand the browser's own, browser.go, with the form controls and
// what is in them, control.go, and the attributes that stand for declarations, hints.go and
// tablehints.go. sources.go chooses the picture of an img, embedded.go knows the other
// elements that show one.
//
// A value that fails leaves the property as if it had not been set, and a
// [css.Diagnostic] says so; there is no error.
package style
