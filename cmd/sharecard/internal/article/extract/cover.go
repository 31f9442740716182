package extract

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leastCover is the least width and height in px, where the page gives them, of
// a picture that may be a cover.
const leastCover = 200

// picture is an <img>, or what stands for one until scripts have run.
type picture struct {
	img   *html.Node
	where sign
	line  int
}

// coverNames are the meta elements with a picture for sharing, the surest first.
var coverNames = []string{"og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src",
	"weibo:article:image", "sailthru.image.full",
	"parsely-image-url", "thumbnail", "image"}

// findCover returns the address of the article's picture: the page's own choice
// for sharing, else JSON-LD's, else the first in the text. "" if none is usable.
func (p *page) findCover() string {
	for _, candidate := range p.covers() {
		if mayBeCover(candidate) && !p.isOwnSign(candidate) {
			if address := p.address(candidate); address != "" {
				return address
			}
		}
	}
	return ""
}

func (p *page) covers() []string {
	var all []string
	for _, name := range coverNames {
		all = append(all, p.meta[name]...)
	}
	if o := p.articleObject(); o != nil {
		for _, key := range []string{"image", "thumbnailUrl", "primaryImageOfPage"} {
			for _, image := range listOf(o[key]) {
				all = append(all, addressLD(image))
			}
		}
	}
	all = append(all, p.links["image_src"])
	return append(all, p.textPictures()...)
}

// textPictures are the pictures of the text, and before it those between headline
// and text; those that move, which are mostly banners, come last, and only where
// the page says that they are large.
func (p *page) textPictures() []string {
	var still, moving []string
	for _, pic := range p.pictures {
		if pic.where&elsewhere != 0 || tooSmall(pic.img) {
			continue
		}
		in := p.prose.node != nil && isInside(pic.img, p.prose.node) || p.headline >= 0 && pic.line >= p.headline-2 &&
			pic.line <= p.prose.end
		if p.prose.node != nil && !in {
			continue
		}
		switch src := sourceOfPicture(pic.img); {
		case src == "":
		case moves(src, pic.img):
			if hasSize(pic.img) {
				moving = append(moving, src)
			}
		default:
			still = append(still, src)
		}
	}
	return append(still, moving...)
}

// hiddenPictures are those in a <noscript>, whose content is text to a parser
// that could run scripts.
func hiddenPictures(n *html.Node, where sign, line int) []picture {
	const longest = 8 << 10 // bytes
	text := textOf(n)
	if len(text) > longest || !strings.Contains(text, "<img") {
		return nil
	}
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil
	}
	var found []picture
	for _, top := range nodes {
		top.Parent = nil
		for d := range top.Descendants() {
			if d.DataAtom == atom.Img {
				found = append(found, picture{d, where, line})
			}
		}
		if top.DataAtom == atom.Img {
			found = append(found, picture{top, where, line})
		}
	}
	for i := range found { // they stand where the <noscript> stands
		root := found[i].img
		for root.Parent != nil {
			root = root.Parent
		}
		root.Parent = n
	}
	return found
}

// lazyKeys are where lazy pages keep a picture's true address, the surest
// first; src is then a placeholder.
var lazyKeys = []string{"data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload",
	"data-echo", "data-url", "src", "poster"}

// sourceOfPicture is the address of the picture that an element shows, or "".
func sourceOfPicture(img *html.Node) string {
	for _, key := range lazyKeys {
		if src := strings.TrimSpace(attribute(img, key)); mayBeCover(src) {
			return src
		}
	}
	elements := []*html.Node{img}
	if img.Parent != nil && img.Parent.DataAtom == atom.Picture {
		for c := range img.Parent.ChildNodes() {
			if c.DataAtom == atom.Source {
				elements = append(elements, c)
				break
			}
		}
	}
	for _, e := range elements {
		for _, key := range []string{"data-srcset", "srcset"} {
			if src := largest(attribute(e, key)); mayBeCover(src) {
				return src
			}
		}
	}
	return ""
}

// largest is the candidate of a srcset (HTML, section 2.5.8) with the largest
// descriptor; x and w never stand in one list.
func largest(srcset string) string {
	best, most := "", -1.0
	for candidate := range strings.SplitSeq(srcset, ", ") {
		fields := strings.Fields(strings.Trim(candidate, ", \n\t"))
		if len(fields) == 0 {
			continue
		}
		size := 1.0
		if len(fields) > 1 {
			n, err := strconv.ParseFloat(strings.TrimRight(fields[1], "xw"), 64)
			if err != nil {
				continue
			}
			size = n
		}
		if size > most {
			best, most = fields[0], size
		}
	}
	return best
}

// flattest is the least height of a cover for its width: what is flatter is a
// rule or a banner.
const flattest = 0.2

// tooSmall reports whether the page says that a picture is too small, or too
// flat, for a cover. Official accounts give the width as data-w and the height
// by data-ratio, height to width.
func tooSmall(img *html.Node) bool {
	for _, key := range []string{"width", "height", "data-w", "data-width", "data-height"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attribute(img, key)), "px")); err == nil && n < leastCover {
			return true
		}
	}
	ratio, err := strconv.ParseFloat(attribute(img, "data-ratio"), 64)
	return err == nil && ratio > 0 && ratio < flattest
}

// hasSize reports whether the page gives a picture's size.
func hasSize(img *html.Node) bool {
	return attribute(img, "width") != "" || attribute(img, "height") != "" || attribute(img, "data-w") != "" || attribute(img,
		"data-width") != ""
}

// moves reports whether a picture is a GIF.
func moves(address string, img *html.Node) bool {
	u, err := url.Parse(address)
	return err == nil && (strings.EqualFold(path.Ext(u.Path), ".gif") || u.Query().Get("wx_fmt") == "gif") || attribute(img,
		"data-type") == "gif"
}

// cardPath is the path of a card of this service, which pages name as their og:image: a
// card must not show itself.
var cardPath = regexp.MustCompile(`/v1/(?:pages|articles/[^/]+)/cards/[a-z0-9-]+\.(?:png|jpe?g|webp)$|^/c/[0-9a-f]{32}/` +
	`[a-z0-9-]+\.(?:png|jpg|webp)$|^/i/[^/]+\.[^/]+/[^/]+/[a-z0-9-]+\.`)

// mayBeCover reports whether an address may be that of a picture of the article.
func mayBeCover(address string) bool {
	if address == "" || strings.HasPrefix(address, "data:") {
		return false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || cardPath.MatchString(u.Path) {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".svg", ".ico", ".mp4", ".m4v", ".webm", ".mov", ".avi", ".m3u8", ".mp3", ".pdf", ".html", ".htm", ".php5", ".js", ".css":
		return false
	}
	return !isFurnitureName(path.Base(u.Path))
}

// furnitureWords are whole words in the file names of pictures that show nothing
// of the article, with the number of other words that may stand beside them: a
// logo may be somebody's, but the review of a pixel-9 shows one.
var furnitureWords = map[string]int{
	"logo": 2, "logos": 2, "favicon": 2, "spacer": 1, "placeholder": 2, "qrcode": 1, "qr": 0, "erweima": 1, "ewm": 1, "sprite": 1,
	"noimage": 1, "nopic": 1, "nophoto": 1,
	"blank": 0, "loading": 0, "lazyload": 0, "icon": 1, "icons": 1, "avatar": 0, "avatars": 0, "gravatar": 1, "pixel": 0,
	"transparent": 0, "tracking": 0,
	"btn": 1, "button": 0, "ad": 0, "ads": 0, "adv": 0, "share": 0, "sharing": 0, "fallback": 1, "social": 1, "default": 1,
	"dummy": 1, "wechat": 0, "weixin": 0, "headlogo": 1,
}

// plainWords say nothing of what a picture shows.
var plainWords = map[string]bool{
	"image": true, "img": true, "pic": true, "picture": true, "photo": true, "og": true, "fb": true, "facebook": true,
	"twitter": true, "card": true, "header": true, "square": true,
	"small": true, "large": true, "big": true, "white": true, "black": true, "dark": true, "light": true, "color": true, "new": true,
	"site": true, "media": true, "web": true, "mobile": true,
	"the": true, "en": true, "cn": true, "de": true, "x": true, "px": true, "w": true, "h": true, "v": true, "thumb": true,
	"thumbnail": true, "top": true, "footer": true, "page": true, "bg": true,
}

// nameSize is a size inside a file name: 1200x630, thumb_155_100_.
var nameSize = regexp.MustCompile(`(?:^|[-_])(\d{2,4})[xX_](\d{2,4})(?:[-_.]|$)`)

// isFurnitureName judges a file name by its whole words, and by a size in it.
func isFurnitureName(name string) bool {
	if m := nameSize.FindStringSubmatch(name); m != nil && number(m[1]) < leastCover && number(m[2]) < leastCover {
		return true
	}
	name = strings.TrimSuffix(name, path.Ext(name))
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	if strings.Contains(strings.ToLower(name), "qr_code") {
		return true
	}
	others, allowed := 0, -1
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' && r < 0x80 }) {
		if n, known := furnitureWords[word]; known {
			allowed = max(allowed, n)
		} else if !plainWords[word] {
			others++
		}
	}
	return allowed >= 0 && others <= allowed
}

// isOwnSign reports pictures that are named as the site is: its logo.
func (p *page) isOwnSign(address string) bool {
	u, err := url.Parse(address)
	if err != nil || strings.EqualFold(path.Ext(u.Path), ".jpg") || strings.EqualFold(path.Ext(u.Path), ".jpeg") { // a photograph
		return false
	}
	name := strings.ToLower(strings.TrimSuffix(path.Base(u.Path), path.Ext(u.Path)))
	name = strings.Trim(name, "0123456789-_x.")
	return len(p.sites.host) > 2 && name == p.sites.host
}
