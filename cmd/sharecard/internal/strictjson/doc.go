// Package strictjson decodes request bodies that must be exactly what they
// claim to be.
//
// encoding/json lets much through that points to a mistake of the sender: a
// field written twice (the last one wins), "TITLE" for "title", bytes that are
// not UTF-8 and lone surrogates (both become U+FFFD), text after the value, an
// unknown field. [Decode] refuses all of it and names the field, with the path
// a client would write: credits[2].name.
//
// The shape of a body is a Go struct. The json tag gives a field's name, the
// check tag what its value must satisfy:
//
//	type Request struct {
//	    Template string           `json:"template" check:"required,slug"`
//	    Scale    float64          `json:"scale" check:"range=1:3"`
//	    Format   string           `json:"format" check:"oneof=png|jpg|jpeg|webp"`
//	    Article  *article.Article `json:"article"`
//	}
//
// Strings, booleans, integers, floats, [time.Time] (RFC 3339, kept in its own
// offset), structs, pointers, slices and arrays of these are understood. The
// fields of an embedded struct are fields of the outer one. Since
// every field is known, nesting is bounded by the type, not by the sender.
//
// The same rules hold for values that were not decoded: [Validate] looks at a
// struct that a program filled, for instance from an imported page.
//
// # Checks
//
//	required     present; for a string, more than white space
//	max=N        at most N characters of a string, N elements of a slice
//	each=N       at most N characters of each string in a slice
//	lines        line feeds are allowed; other control characters, line
//	             separators and noncharacters never are
//	url          an absolute http or https address without user and password
//	slug         ^[a-z0-9-]{1,64}$
//	color        #rrggbb
//	lang         a BCP 47 language tag, by its form
//	oneof=a|b    one of these words
//	range=A:B    a number from A to B; for an array, each of its numbers
//
// Without max a string holds at most 1,000 characters and a slice 100 elements.
// A check other than required does not look at an empty string or a zero number:
// it stands for an absent field. Where zero given and no number differ, the field
// is a pointer, which null does not fill either.
//
// A type whose fields depend on each other implements [Checker].
//
// Explicit directional formatting characters (U+202A–202E, U+2066–2069) are
// dropped from strings while decoding: on a card they could make an address or
// a name read differently from what it is.
package strictjson
