package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// MaxCoverBytes is how long the file of an uploaded cover may be.
const MaxCoverBytes = 10 << 20

// storedScheme begins the address of an uploaded cover. The SHA-256 of its
// bytes follows, so that an address never stands for two pictures.
const storedScheme = "stored:"

var storedForm = regexp.MustCompile(`^` + storedScheme + `[0-9a-f]{64}$`)

// IsStoredCover reports whether url is the address of an uploaded cover, as
// [Store.SetCover] gives it.
func IsStoredCover(url string) bool { return storedForm.MatchString(url) }

// StoredCoverURL is the address of an uploaded cover; sum is the SHA-256 of its
// bytes in hex.
func StoredCoverURL(sum string) string { return storedScheme + sum }

// StoredCoverSum is the sum in an address of [StoredCoverURL].
func StoredCoverSum(url string) (sum string, ok bool) {
	if !IsStoredCover(url) {
		return "", false
	}
	return url[len(storedScheme):], true
}

// SumOfCover is the SHA-256 of the file of a cover in hex. A file of more than
// [MaxCoverBytes] is [ErrTooLarge].
func SumOfCover(file []byte) (string, error) {
	if len(file) > MaxCoverBytes {
		return "", fmt.Errorf("%w: a cover has at most %d MB", ErrTooLarge, MaxCoverBytes>>20)
	}
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:]), nil
}

// UseStoredCover makes an uploaded picture the article's cover, and tells no longer that
// an earlier one was dropped.
func (a *Article) UseStoredCover(sum string) {
	if a.Cover == nil {
		a.Cover = new(Cover)
	}
	a.Cover.URL = StoredCoverURL(sum)
	a.Dropped = slices.DeleteFunc(a.Dropped, func(d Drop) bool { return d.Name() == "cover" })
}

// StoredSum is the sum of the article's cover if that was uploaded, else "".
func (a *Article) StoredSum() string {
	if a.Cover == nil {
		return ""
	}
	sum, _ := StoredCoverSum(a.Cover.URL)
	return sum
}

// Bounds of a sample cover.
const (
	maxSampleSide   = 4000 // px
	maxSamplePixels = 4_000_000
)

// sizedForm is the address of a sample of any size: "sample:3000x400".
var sizedForm = regexp.MustCompile(`^sample:([1-9][0-9]{0,3})x([1-9][0-9]{0,3})$`)

// IsSampleCover reports whether url is the address of a picture that package
// sample draws: "sample:dawn", "sample:lighthouse", or one with a size.
func IsSampleCover(url string) bool {
	if url == "sample:dawn" || url == "sample:lighthouse" {
		return true
	}
	_, _, sized := SampleCoverSize(url)
	return sized
}

// SampleCoverSize is the size in px in the address of a sample that has one, such
// as "sample:3000x400"; a side has at most 4000 px and the picture 4 MP.
func SampleCoverSize(url string) (width, height int, ok bool) {
	m := sizedForm.FindStringSubmatch(url)
	if m == nil {
		return 0, 0, false
	}
	width, _ = strconv.Atoi(m[1]) // the pattern lets digits only through
	height, _ = strconv.Atoi(m[2])
	return width, height, width <= maxSampleSide && height <= maxSampleSide && width*height <= maxSamplePixels
}
