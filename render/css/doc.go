// Package css reads style sheets: tokens (CSS Syntax 3), rules, media queries,
// selectors and declarations with typed values, each fault a [Diagnostic] with
// its place in the source.
//
// [Parse] reads a style sheet and [ParseInline] a style attribute. A shorthand
// is expanded at once, so that package style meets longhands only; a
// declaration that holds var() or the like (arbitrary.go) waits as a [Pending] until the
// custom properties of an element are known, and is then parsed by [Pending.Resolve].
//
// What is understood stands in one table, made of the rows of box.go, flex.go,
// grid.go, font.go, text.go, border.go, background.go, effects.go, compositing.go,
// table.go, visible.go, ruby.go and columns.go. The same files, and unsupported.go, name
// the properties that we know and do not draw. [Properties] lists the table, PROPERTIES.md shows it.
//
// # How to add a property
//
// A keyword property such as isolation touches four files:
//
//  1. compositing.go here, or another family: its ID, its row (name, keywords,
//     initial value, inherited or not), and no more a line in
//     compositingNotDrawn.
//  2. style.go of package style: the field of Style.
//  3. compositing.go of package style: a type with one constant for each keyword, in
//     their order, and a row that says which field the property sets.
//  4. PROPERTIES.md, which go test ./render/css -run PropertiesFile -update
//     writes.
//
// The initial value, inheritance, the CSS-wide keywords, suggestions in
// diagnostics and what inspection prints follow from the rows. A property whose
// values are more than keywords has a function in its row here that reads a
// [Value], and one in its row in package style that computes it. A shorthand is
// a row here alone. A new family is a file here and one in package
// style, each named in buildTable or buildLonghands; its IDs go on counting from
// the family before it.
//
// Everything this package returns is read-only and safe for concurrent use.
package css
