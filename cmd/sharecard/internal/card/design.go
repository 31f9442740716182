package card

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Design identifies what all cards are drawn with at this moment: the files of
// the templates, the faces, the words that no line break parts.
func (s *Service) Design() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", s.config.Templates.Hash(), s.config.Fonts, s.config.Keep))
	return hex.EncodeToString(sum[:])
}
