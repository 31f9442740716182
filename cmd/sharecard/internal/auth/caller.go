package auth

import "sharecard/cmd/sharecard/internal/auth/credential"

// Caller is who asks for something: the holder of a token or of a signing key.
// A nil *Caller is the public. It must not be changed.
type Caller struct {
	Name string
	// Brands are those the caller may publish under; none: every one.
	Brands []string
}

// May reports whether c may publish under a brand. Under none ("") everybody may,
// the public too; the public may under no other.
func (c *Caller) May(brand string) bool {
	return brand == "" || c != nil && credential.May(c.Brands, brand)
}
