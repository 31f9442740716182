package dom

import (
	"strings"

	"golang.org/x/net/html"
)

// takeSrcset puts the picture that srcset has for one dot a px in the place of src (HTML Standard
// §4.8.4.3). A list of pictures by width leaves src.
func takeSrcset(img *html.Node) {
	set, src := "", -1
	for i, a := range img.Attr {
		switch a.Key {
		case "srcset":
			set = a.Val
		case "src":
			src = i
		}
	}
	switch plain := plainPicture(set); {
	case plain == "":
	case src >= 0:
		img.Attr[src].Val = plain
	default:
		img.Attr = append(img.Attr, html.Attribute{Key: "src", Val: plain})
	}
}

// plainPicture is the address in srcset without a descriptor, or with 1x; "" where there is none.
func plainPicture(srcset string) string {
	for {
		srcset = strings.TrimLeft(srcset, ", \t\n\f\r")
		if srcset == "" {
			return ""
		}
		end := strings.IndexAny(srcset, " \t\n\f\r")
		if end < 0 {
			end = len(srcset)
		}
		address, descriptor := srcset[:end], ""
		srcset = srcset[end:]
		if cut := strings.TrimRight(address, ","); cut != address {
			address = cut
		} else {
			descriptor, srcset, _ = strings.Cut(srcset, ",")
		}
		if d := strings.TrimSpace(descriptor); d == "" || d == "1x" || d == "1.0x" {
			return address
		}
	}
}
