package style

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// maxCandidates bounds the pictures that an srcset may list.
const maxCandidates = 64

// candidate is a picture of an srcset, and how many of its pixels make a px.
type candidate struct {
	address string
	density float64
	width   float64 // px of the picture, in place of the density; 0 for none
}

// selectSource chooses the picture of an img element (HTML Standard §4.8.4.3) and puts it in the place of its src. It returns
// how many pixels of it make a px.
func (c *computer) selectSource(img *dom.Node) float64 {
	env := c.opts.environment()
	list, found := candidatesOf(img, env), false
	if p := img.Parent; p != nil && p.Tag() == "picture" {
		for _, source := range p.Children {
			if source == img || found {
				break
			}
			if source.Tag() == "source" && c.suits(source, env) {
				if of := candidatesOf(source, env); len(of) > 0 {
					list, found = of, true
				}
			}
		}
	}
	plain := func(k candidate) bool { return k.density == 1 || k.width > 0 }
	if src := img.Attr("src"); src != "" && !found && !slices.ContainsFunc(list, plain) {
		list = append(list, candidate{address: src, density: 1})
	}
	if len(list) == 0 {
		return 1
	}
	best := choose(list)
	setAttribute(img.HTML, "src", best.address)
	return best.density
}

// suits reports whether an img may take what a source element offers.
func (c *computer) suits(source *dom.Node, env css.Environment) bool {
	if kind := source.Attr("type"); kind != "" && !css.ReadsPictures(kind) {
		return false
	}
	media := source.Attr("media")
	return media == "" || css.MediaMatches(media, env)
}

// candidatesOf are the pictures of an srcset, as dense as its sizes make them.
func candidatesOf(n *dom.Node, env css.Environment) []candidate {
	list := candidates(n.Attr("srcset"))
	for i := range list {
		if w := list[i].width; w > 0 {
			list[i].density = w / math.Max(css.SourceSize(n.Attr("sizes"), env), 1e-3)
		}
	}
	return list
}

// choose takes the picture for one device pixel a px as browsers do: the least dense one that is dense enough, or the one
// below it where that is nearer.
func choose(list []candidate) candidate {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.density, b.density) })
	list = slices.CompactFunc(list, func(a, b candidate) bool { return a.density == b.density })
	i := 0
	for ; i+1 < len(list); i++ {
		if list[i+1].density < 1 {
			continue
		}
		if list[i].density < 1 {
			i++
		}
		break
	}
	return list[i]
}

// candidates reads an srcset; what has a descriptor that is not understood is left out.
func candidates(srcset string) (list []candidate) {
	for len(list) < maxCandidates {
		srcset = strings.TrimLeft(srcset, ", \t\n\f\r")
		if srcset == "" {
			break
		}
		end := strings.IndexAny(srcset, " \t\n\f\r")
		if end < 0 {
			end = len(srcset)
		}
		k, descriptor := candidate{address: srcset[:end], density: 1}, ""
		srcset = srcset[end:]
		if cut := strings.TrimRight(k.address, ","); cut != k.address {
			k.address = cut
		} else {
			descriptor, srcset, _ = strings.Cut(srcset, ",")
		}
		if k.describe(strings.Fields(descriptor)) {
			list = append(list, k)
		}
	}
	return list
}

// describe reads the descriptors of a picture; a height says nothing more than a width.
func (k *candidate) describe(words []string) bool {
	for _, word := range words {
		last := len(word) - 1
		v, err := strconv.ParseFloat(word[:last], 64)
		if err != nil || !(v > 0) || math.IsInf(v, 0) {
			return false
		}
		switch word[last] {
		case 'x':
			k.density = v
		case 'w':
			k.width = v
		case 'h':
		default:
			return false
		}
	}
	return true
}

func setAttribute(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}
