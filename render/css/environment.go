package css

import (
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// environment adds what env() stands for (CSS Environment Variables 1 §3): nothing of a picture
// is hidden by a device, so that its insets are 0. Another name has the fallback, if any.
func (s *Substituter) environment(args []token, lookup Lookup, depth int) error {
	comma := 0
	for comma < len(args) && args[comma].kind != css.CommaToken {
		comma++
	}
	if comma == 0 || args[0].kind != css.IdentToken && args[0].kind != css.CustomPropertyNameToken {
		return fmt.Errorf("env() needs a name: %w", ErrInvalid)
	}
	name := unescape(args[0].text)
	switch {
	case strings.HasPrefix(name, "safe-area-inset-"), strings.HasPrefix(name, "safe-area-max-inset-"),
		strings.HasPrefix(name, "keyboard-inset-"):
		return s.add(tokenize("0px")[0])
	case comma < len(args):
		return s.append(args[comma+1:], lookup, depth+1)
	}
	return fmt.Errorf("env() has no %s: %w", clip(name), ErrInvalid)
}
