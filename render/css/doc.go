// Package css reads style sheets: tokens (CSS Syntax 3), rules, media queries,
// selectors and declarations with typed values, each fault a [Diagnostic] with
// its place in the source.
//
// [Parse] reads a style sheet and [ParseInline] a style attribute. A shorthand
// is expanded at once, so that package style meets longhands only; a
// declaration that holds var() waits as a [Pending] until the custom properties
// of an element are known, and is then parsed by [Pending.Resolve].
//
// What is understood stands in one table, made of the rows of box.go, flex.go,
// font.go, text.go, border.go, background.go and effects.go; unsupported.go
// holds the names we know and do not draw. [Properties] lists it.
//
// Everything this package returns is read-only and safe for concurrent use.
package css
