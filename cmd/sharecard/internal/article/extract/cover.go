package extract

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// leastCover is the least width and height in px, where the page gives them, of
// a picture that may be a cover.
const leastCover = 200

// furnitureName is part of the file name of pictures that show nothing of the
// article.
var furnitureName = regexp.MustCompile(`(?i)logo|icon|qrcode|qr_code|erweima|ewm|blank|spacer|loading|placeholder|avatar|\bad[sv]?\b|share|btn|button|pixel|\.svg$`)

// lazyKeys are where lazy pages keep a picture's true address, the surest
// first; src is then a placeholder.
var lazyKeys = []string{"data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload", "data-echo", "data-url", "src"}

// pictures returns the addresses of the pictures in a text that may be a cover,
// in order; those that move, which are mostly banners, come last.
func pictures(body *goquery.Selection) []string {
	var still, moving []string
	for _, img := range visible(body.Find("img")).EachIter() {
		if tooSmall(img) {
			continue
		}
		src := sourceOfPicture(img)
		switch {
		case src == "":
		case moves(src, img):
			moving = append(moving, src)
		default:
			still = append(still, src)
		}
	}
	return append(still, moving...)
}

// sourceOfPicture is the address of the picture that an element shows, or "".
func sourceOfPicture(img *goquery.Selection) string {
	for _, key := range lazyKeys {
		if src := strings.TrimSpace(img.AttrOr(key, "")); mayBeCover(src) {
			return src
		}
	}
	for _, e := range []*goquery.Selection{img, img.Parent().Filter("picture").Children().Filter("source").First()} {
		for _, key := range []string{"data-srcset", "srcset"} {
			if src := largest(e.AttrOr(key, "")); mayBeCover(src) {
				return src
			}
		}
	}
	return ""
}

func mayBeCover(address string) bool {
	return address != "" && !strings.HasPrefix(address, "data:") && !isFurniturePicture(address)
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
func tooSmall(img *goquery.Selection) bool {
	for _, key := range []string{"width", "height", "data-w", "data-width", "data-height"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(img.AttrOr(key, "")), "px")); err == nil && n < leastCover {
			return true
		}
	}
	ratio, err := strconv.ParseFloat(img.AttrOr("data-ratio", ""), 64)
	return err == nil && ratio > 0 && ratio < flattest
}

// moves reports whether a picture is a GIF.
func moves(address string, img *goquery.Selection) bool {
	u, err := url.Parse(address)
	return err == nil && (strings.EqualFold(path.Ext(u.Path), ".gif") || u.Query().Get("wx_fmt") == "gif") ||
		img.AttrOr("data-type", "") == "gif"
}

func isFurniturePicture(address string) bool {
	u, err := url.Parse(address)
	return err != nil || furnitureName.MatchString(path.Base(u.Path))
}
