package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line is a paragraph: what stands between the edges of block elements and line
// breaks.
type line struct {
	text string // clean
	// parts is the text with partEnd where inline elements begin and end, for
	// lines whose parts only a style sheet keeps apart: 2024-05-01来源：光明网.
	parts   string
	block   *html.Node // the innermost block element around it
	where   sign       // of all elements around it
	heading int        // 1 to 6 inside h1 to h6, else 0
	linked  int        // letters (bytes) that are links
	figure  bool       // in a caption, or beside a picture
	index   int
}

const partEnd = "\x1f"

// mark is an element whose attributes say what it holds.
type mark struct {
	node  *html.Node
	text  string // clean, of all that is inside; "" where that is long
	parts string // the same with its parts kept apart, see markText
	value string // of the attribute that programs read: content or datetime
	says  sign
	exact bool // by rel, itemprop or element name rather than by class
	where sign
	line  int // index of the line that it begins, or is part of
}

// body is what the walk over a page's body finds.
type body struct {
	lines    []line
	marks    []mark
	pictures []picture
	headline int // the line of the headline, or -1
}

// Bounds of what is kept.
const (
	mostLines    = 6_000
	mostMarks    = 1_500
	mostPictures = 200
	longestMark  = 400 // bytes of text
)

// walker collects lines, marks and pictures in document order.
type walker struct {
	body
	headline *html.Node
	keep     map[*html.Node]bool // what surrounds the headline is never elsewhere
	signs    map[string]sign     // of attributes seen
	text     strings.Builder     // of the line under way
	linked   int
	link     int // depth of links
	heading  int
	figure   int
}

// walkBody goes over all that is shown. headline is the element of the headline,
// or nil.
func walkBody(root, headline *html.Node) body {
	w := &walker{headline: headline, keep: map[*html.Node]bool{}, signs: map[string]sign{}}
	w.body.headline = -1
	for n := headline; n != nil; n = n.Parent {
		w.keep[n] = true
	}
	w.walk(root, root, 0)
	w.end(root, 0)
	return w.body
}

func (w *walker) walk(n, block *html.Node, where sign) { // html.Parse bounds the depth
	switch n.Type {
	case html.TextNode:
		if w.link > 0 {
			w.linked += len(strings.TrimSpace(n.Data))
		}
		w.text.WriteString(n.Data)
		return
	case html.ElementNode:
		if isUnseen(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	says, exact, attributes := w.signsOf(n)
	around := where
	if !w.keep[n] && !isPageRoot(n.DataAtom) {
		where |= attributes & (elsewhere | saysTags)
		where |= placeOf(n)
	}
	if isBlock(n.DataAtom) {
		w.end(block, where)
		block = n
		defer w.end(n, where)
	} else if n.Type == html.ElementNode && w.text.Len() > 0 {
		w.text.WriteString(partEnd)
		defer w.text.WriteString(partEnd)
	}
	if n == w.headline {
		w.body.headline = len(w.lines)
	}
	if says != 0 && len(w.marks) < mostMarks {
		m := mark{node: n, parts: markText(n), says: says, exact: exact, where: where, line: len(w.lines)}
		m.text = joinParts(m.parts)
		if m.value = clean(attribute(n, "content")); m.value == "" {
			m.value = clean(attribute(n, "datetime"))
		}
		if m.text != "" || m.value != "" {
			w.marks = append(w.marks, m)
		}
	}
	switch n.DataAtom {
	case atom.A:
		w.link++
		defer func() { w.link-- }()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		old := w.heading
		w.heading = int(n.Data[1] - '0')
		defer func() { w.heading = old }()
	case atom.Figure, atom.Figcaption:
		w.figure++
		defer func() { w.figure-- }()
	case atom.Img, atom.Video:
		if len(w.pictures) < mostPictures && attributes&saysLogo == 0 {
			w.pictures = append(w.pictures, picture{img: n, where: around, line: len(w.lines)})
		}
	case atom.Noscript: // its text is markup where scripts run, which is how pages are parsed
		if len(w.pictures) < mostPictures {
			w.pictures = append(w.pictures, hiddenPictures(n, where, len(w.lines))...)
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, block, where)
	}
}

// end ends the line under way.
func (w *walker) end(block *html.Node, where sign) {
	raw := w.text.String()
	w.text.Reset()
	linked := w.linked
	w.linked = 0
	if strings.TrimSpace(raw) == "" || len(w.lines) >= mostLines {
		return
	}
	raw = raw[:min(len(raw), longestField)]
	l := line{block: block, where: where, heading: w.heading, linked: linked, figure: w.figure > 0, index: len(w.lines)}
	l.text = clean(strings.ReplaceAll(raw, partEnd, ""))
	if l.text == "" {
		return
	}
	l.parts = l.text
	if strings.Contains(raw, partEnd) && len(raw) < 4*longestMark {
		l.parts = raw
	}
	w.lines = append(w.lines, l)
}

// signsOf is what an element says of its own content, whether it says so
// exactly, and what its names say of the place it makes.
func (w *walker) signsOf(n *html.Node) (says sign, exact bool, names sign) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-hook":
			s, known := w.signs[a.Val]
			if !known {
				s = signsOf(a.Val)
				w.signs[a.Val] = s
			}
			names |= s
		case "itemprop":
			switch a.Val {
			case "author", "creator":
				says, exact = says|saysAuthor, true
			case "datePublished", "dateCreated":
				says, exact = says|saysTime, true
			case "dateModified":
				says, exact = says|saysUpdated, true
			case "headline":
				says, exact = says|saysTitle, true
			case "articleBody", "text":
				says, exact = says|saysBody, true
			case "description":
				says = says | saysLead
			}
		case "property": // RDFa
			switch _, name, _ := strings.Cut(a.Val, ":"); name {
			case "datePublished", "dateCreated", "issued":
				says, exact = says|saysTime, true
			}
		case "rel":
			if a.Val == "author" {
				says, exact = says|saysAuthor, true
			}
		case "href":
			if n.DataAtom == atom.A && isProfile(a.Val) {
				names |= saysAuthor
			}
		case "role":
			switch a.Val {
			case "navigation", "menu", "search":
				names |= saysNav
			case "complementary":
				names |= saysAside
			case "contentinfo":
				names |= saysFooter
			case "dialog":
				names |= saysBanner
			}
		}
	}
	switch n.DataAtom {
	case atom.Time:
		says |= saysTime
	case atom.Address:
		says |= saysAuthor
	}
	const content = saysAuthor | saysTime | saysUpdated | saysSource | saysLead | saysTitle | saysCrumb
	return says | names&content, exact, names
}

// profilePaths are in the addresses of pages about people who write.
var profilePaths = []string{"/author/", "/authors/", "/autor/", "/autoren/", "/autorin/", "/autores/", "/auteur/", "/auteurs/",
	"/staff/", "/people/", "/by/",
	"/journalist/", "/journalists/", "/contributor/", "/contributors/", "/profile/", "/profil/", "/columnist/", "/bio/",
	"/redaktion/", "/reporter/", "/reporters/", "?author="}

func isProfile(href string) bool {
	href = strings.ToLower(href[:min(len(href), 300)])
	for _, p := range profilePaths {
		if i := strings.Index(href, p); i >= 0 && i+len(p) < len(href) {
			return true
		}
	}
	return false
}

// placeOf is the place that an element makes by its name.
func placeOf(n *html.Node) sign {
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		return saysNav
	case atom.Aside:
		return saysAside
	case atom.Footer:
		if !inside(n, atom.Article) {
			return saysFooter
		}
	case atom.Form, atom.Dialog:
		return saysBanner
	}
	return 0
}

func inside(n *html.Node, a atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}

func isPageRoot(a atom.Atom) bool {
	return a == atom.Html || a == atom.Body || a == atom.Main || a == atom.Article
}

// isUnseen reports elements whose text is not shown.
func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Button, atom.Select, atom.Textarea, atom.Iframe, atom.Svg, atom.Head,
		atom.Title, atom.Object, atom.Option, atom.Rt, atom.Rp:
		return true
	}
	return isHidden(n)
}

func isHidden(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(a.Val, "none") && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Blockquote, atom.Td, atom.Th,
		atom.Tr, atom.Table,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figure, atom.Figcaption, atom.Hr, atom.Pre, atom.Center, atom.Dd,
		atom.Dt, atom.Dl,
		atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main, atom.Address, atom.Form, atom.Body, atom.Fieldset, atom.Details,
		atom.Summary, atom.Noscript:
		return true
	}
	return false
}

// markText is the text inside an element that is short enough to be a name, a
// time or a lead, else "". Line feeds stand where blocks begin, and partEnd where
// inline elements begin and end.
func markText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if b.Len() > 4*longestMark || n.Type == html.ElementNode && isUnseen(n) {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			edge := ""
			if c.Type == html.ElementNode {
				edge = partEnd
				if isBlock(c.DataAtom) {
					edge = "\n"
				}
			}
			b.WriteString(edge)
			walk(c)
			b.WriteString(edge)
		}
	}
	walk(n)
	if b.Len() > 4*longestMark {
		return ""
	}
	return b.String()
}

// joinParts makes one clean line of a text that markText or a line keeps apart.
func joinParts(s string) string {
	return clean(strings.ReplaceAll(strings.ReplaceAll(s, partEnd, ""), "\n", " "))
}

// splitParts returns the clean parts of such a text.
func splitParts(s string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\x1f' }) {
		if t := oneLine(part); t != "" {
			parts = append(parts, t)
		}
	}
	return parts
}

// attribute returns the value of an attribute, or "".
func attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}
