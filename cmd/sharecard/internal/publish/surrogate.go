package publish

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// A card says in its header Surrogate-Key what it is of, and shared caches drop it by
// that. Each name has a key of its own; a card of many articles, whose keys would make
// the header longer than caches take it, has those of the groups that the names fall
// into. Both are purged for each name, so that caches may drop a digest too many.
const (
	// maxOwnKeys is how many names have keys of their own.
	maxOwnKeys = 8
	// keyGroups bounds the keys of all other cards.
	keyGroups = 256
)

// SurrogateKeys is the header Surrogate-Key of a card of articles of these names: at
// most 1,280 bytes.
func SurrogateKeys(names []string) string {
	key := ownKey
	if len(names) > maxOwnKeys {
		key = groupKey
	}
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = key(name)
	}
	if len(names) > maxOwnKeys {
		slices.Sort(keys)
	}
	return strings.Join(slices.Compact(keys), " ")
}

// purgeKeys are the keys under which shared caches may keep what is of a name.
func purgeKeys(name string) []string { return []string{ownKey(name), groupKey(name)} }

// ownKey is the same for the two names of a payload that has neither ID nor address.
func ownKey(name string) string { return "a-" + article.BareName(name) }

func groupKey(name string) string {
	return fmt.Sprintf("g-%02x", crc32.ChecksumIEEE([]byte(article.BareName(name)))%keyGroups)
}
