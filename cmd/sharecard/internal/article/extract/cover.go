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

// pictures returns the addresses of the pictures in a text that may be a cover,
// in order. Lazy pages have the true address beside src.
func pictures(body *goquery.Selection) []string {
	var found []string
	for _, img := range visible(body.Find("img")).EachIter() {
		if small(img.AttrOr("width", "")) || small(img.AttrOr("height", "")) {
			continue
		}
		for _, key := range []string{"data-src", "data-original", "data-lazy-src", "data-actualsrc", "src"} {
			src := strings.TrimSpace(img.AttrOr(key, ""))
			if src != "" && !strings.HasPrefix(src, "data:") && !isFurniturePicture(src) {
				found = append(found, src)
				break
			}
		}
	}
	return found
}

func small(side string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(side), "px"))
	return err == nil && n < leastCover
}

func isFurniturePicture(address string) bool {
	u, err := url.Parse(address)
	return err != nil || furnitureName.MatchString(path.Base(u.Path))
}
