package style

import (
	"path"
	"slices"
	"strings"

	"sharecard/render/dom"
)

// PictureOf is the address of the picture that an element shows, "" where it shows none: of an img, the poster of a video,
// and what embed and object name that is a picture.
func PictureOf(n *dom.Node) string {
	switch n.Tag() {
	case "img":
		return n.Attr("src")
	case "video":
		return n.Attr("poster")
	case "embed":
		return pictureAddress(n.Attr("src"), n.Attr("type"))
	case "object":
		return pictureAddress(n.Attr("data"), n.Attr("type"))
	}
	return ""
}

// pictureAddress is an address if its media type, or else its ending, is that of a picture.
func pictureAddress(address, mediaType string) string {
	switch {
	case strings.HasPrefix(mediaType, "image/"), strings.HasPrefix(address, "data:image/"):
		return address
	case mediaType == "" && slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}, strings.ToLower(path.Ext(address))):
		return address
	}
	return ""
}

// Replaced reports whether an element is drawn as one box, without its children (HTML Standard, Rendering 15.4).
func Replaced(n *dom.Node) bool {
	switch n.Tag() {
	case "img", "svg", "iframe", "canvas", "video":
		return true
	case "embed":
		return PictureOf(n) != ""
	case "object":
		return PictureOf(n) != "" || n.Attr("data") == "" && len(n.Children) == 0
	}
	return false
}

// embeddedFault tells what an embedded element would show besides its box, "" for nothing.
func embeddedFault(n *dom.Node) string {
	shows := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return n.Attr(name) != "" })
	}
	switch tag := n.Tag(); {
	case tag == "iframe" && shows("src", "srcdoc"), tag == "embed" && shows("src") && PictureOf(n) == "",
		tag == "object" && shows("data") && PictureOf(n) == "":
		return "what <" + tag + "> shows is not drawn"
	case tag == "audio", tag == "video":
		if _, controls := n.Lookup("controls"); controls {
			return "the controls of <" + tag + "> are not drawn"
		}
	}
	return ""
}
