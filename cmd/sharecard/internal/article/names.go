package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// An article has several names, and a withdrawal by one of them is by all. Those that
// are no IDs have a prefix that no ID can have.
const (
	urlPrefix  = "u:" // of an address in its normal form
	textPrefix = "t:" // of source, title and time
)

// Names are those under which an article is refused once one of them was withdrawn:
// its ID, its address in normal form, and the ID it would have been imported under.
// So a page that was withdrawn by its address is gone under whatever ID, and in
// payloads without any. What has neither ID nor address goes by source, title and
// time. Names hold no white space.
func Names(a *Article) []string {
	var names []string
	if a.ID != "" {
		names = append(names, a.ID)
	}
	address := urlName(a.URL)
	if address == "" && a.ID != "" {
		return names
	}
	if hash := HashID(a); hash != a.ID {
		names = append(names, hash)
	}
	if address == "" {
		return append(names, TextName(a))
	}
	return append(names, address)
}

// TextName is the name of a payload that has neither ID nor address. It is withdrawn
// with every article of the same source, title and time, which it stands for; two that
// have IDs or addresses of their own are two articles for all that.
func TextName(a *Article) string {
	return textPrefix + HashID(&Article{Source: a.Source, Kicker: a.Kicker, Title: a.Title, PublishedAt: a.PublishedAt})
}

// KnownNames are [Names] and [TextName]: all that is withdrawn with an article.
func KnownNames(a *Article) []string {
	names := Names(a)
	if text := TextName(a); !slices.Contains(names, text) {
		names = append(names, text)
	}
	return names
}

// ItemNames are the names of the articles that an article is a digest of, which goes
// with each of them.
func ItemNames(a *Article) []string {
	var names []string
	for _, item := range a.Items {
		if name := urlName(item.URL); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// IsTextName reports whether a name is a [TextName].
func IsTextName(name string) bool { return strings.HasPrefix(name, textPrefix) }

// BareName is a name without the prefix of a [TextName].
func BareName(name string) string { return strings.TrimPrefix(name, textPrefix) }

// CheckName returns an error unless name may be that of an article.
func CheckName(name string) error {
	for _, prefix := range []string{urlPrefix, textPrefix} {
		if hash, found := strings.CutPrefix(name, prefix); found {
			name = hash
			break
		}
	}
	return CheckID(name)
}

// urlName is the name of an address; "" where it is none.
func urlName(address string) string {
	normal := normalAddress(address)
	if normal == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(normal))
	return urlPrefix + hex.EncodeToString(sum[:12])
}

// normalAddress is an address in the form that all ways to write it have in common
// (RFC 3986, section 6): without scheme, user and fragment; the host in small letters
// of ASCII without its last dot, and without the standard port; the path without dot
// segments and without its last slash; the words of the query in order, without those
// that are known to count visitors; all of it percent-encoded in one way. It is empty
// where the address has no host.
func normalAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return ""
	}
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if port := u.Port(); port != "" && port != standardPorts[u.Scheme] {
		host += ":" + port
	}
	return host + normalPath(u.EscapedPath()) + normalQuery(u.RawQuery)
}

var standardPorts = map[string]string{"http": "80", "https": "443"}

func normalPath(escaped string) string {
	var kept []string
	for segment := range strings.SplitSeq(strings.TrimPrefix(escaped, "/"), "/") {
		text, err := url.PathUnescape(segment)
		if err != nil {
			text = segment
		}
		switch text {
		case ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, url.PathEscape(text))
		}
	}
	for len(kept) > 0 && kept[len(kept)-1] == "" {
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 0 {
		return ""
	}
	return "/" + strings.Join(kept, "/")
}

func normalQuery(raw string) string {
	var kept []string
	for word := range strings.SplitSeq(raw, "&") {
		key, value, _ := strings.Cut(word, "=")
		key, value = unescaped(key), unescaped(value)
		if key+value == "" || tracks(strings.ToLower(key)) {
			continue
		}
		kept = append(kept, url.QueryEscape(key)+"="+url.QueryEscape(value))
	}
	if len(kept) == 0 {
		return ""
	}
	slices.Sort(kept)
	return "?" + strings.Join(kept, "&")
}

func unescaped(word string) string {
	text, err := url.QueryUnescape(word)
	if err != nil {
		return word
	}
	return text
}

// tracks reports whether a word of a query counts visitors and chooses no article: what
// [HashID] leaves out, and what apps, advertisers and senders of mail append.
func tracks(key string) bool {
	switch key {
	case "sharer_shareinfo", "sharer_shareinfo_first", "sharer_sharetime", "sharer_shareid", "mpshare", "wx_header", "exportkey",
		"pass_ticket", "clicktime", "enterid", "ascene", "scm", "share_source", "share_medium", "share_from", "share_tag", "bd_vid", "qz_gdt",
		"gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid",
		"_hsenc", "_hsmi", "_ga", "_gl", "vero_id", "mkt_tok", "_openstat", "oly_anon_id", "oly_enc_id":
		return true
	}
	return counts(key)
}

// MaxGroup bounds the names that belong together with those of one article.
const MaxGroup = 10_000

// Group are names that belong together.
type Group struct {
	All []string
	// Leading are those that lead to others: all but a [TextName] that was not given.
	Leading []string
}

// NewGroup makes a group of all names that were found to belong together with the given
// ones. More than [MaxGroup] are [ErrInvalid].
func NewGroup(all, given []string) (Group, error) {
	if len(all) > MaxGroup {
		return Group{}, fmt.Errorf("%w: more than %d names go with %q: withdraw single cards", ErrInvalid, MaxGroup, given)
	}
	g := Group{All: all}
	for _, name := range all {
		if !IsTextName(name) || slices.Contains(given, name) {
			g.Leading = append(g.Leading, name)
		}
	}
	return g, nil
}
