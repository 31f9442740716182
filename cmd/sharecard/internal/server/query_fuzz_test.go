package server

import (
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// Whatever query a card's address has, it is read, refused as the client's fault, or
// leads to one that is read without leading on.
func FuzzQueryWords(f *testing.F) {
	for _, query := range []string{"", "theme=ink", "theme=ink&scale=2&strict=1", "utm_source=x&theme=red", "a=1;b=2",
		"theme=&x", "%zz", "scale=NaN", "theme=a&theme=b"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		var first card.Request
		canonical, redirect, err := readWords(query, &first)
		if err != nil {
			if !errors.Is(err, card.ErrInvalid) && !errors.Is(err, problem.ErrQuery) {
				t.Errorf("%q: %v", query, err)
			}
			return
		}
		if !redirect {
			return
		}
		for i := range len(canonical) {
			if c := canonical[i]; c <= ' ' || c > '~' {
				t.Fatalf("%q leads to %q", query, canonical)
			}
		}
		var second card.Request
		if _, again, _ := readWords(canonical, &second); again {
			t.Errorf("%q leads to %q, which leads on", query, canonical)
		}
	})
}
