package css

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestArbitrarySubstitution: attr(), if() and the sibling functions are replaced by what the
// element and the card say.
func TestArbitrarySubstitution(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<body><p></p><p data-w=50 data-l="2em" data-c=red data-t='a"b' data-v="var(--x)"></p></body>`))
	if err != nil {
		t.Fatal(err)
	}
	elem := doc.LastChild.LastChild.LastChild
	for _, tt := range []struct{ value, want string }{
		{"attr(data-w px)", "50px"},
		{"attr(data-w %)", "50%"},
		{"attr(data-l px, 3px)", "3px"},
		{"attr(data-l type(<length>))", "2em"},
		{"attr(data-c type(<length> | <color>))", "red"},
		{"attr(data-c type(<length>+), attr(data-w))", `"50"`},
		{"attr(data-t)", `"a\"b"`},
		{"attr(data-no)", `""`},
		{"attr(data-no px)", ""},
		{"attr(data-v type(*))", ""},
		{"if(media(width > 500px): 1; else: 2)", "1"},
		{"if(style(--k: a) and (not media(width < 1px)): 1)", "1"},
		{"if(nonsense: 1; supports(display: grid): 2)", "2"},
		{"calc(sibling-index() * sibling-count())", "calc(2*2)"},
		{"if(style(--k: b): 1)", ""},
		{strings.Repeat("if(else:", 300) + "1" + strings.Repeat(")", 300), ""},
	} {
		s := &Substituter{Budget: 1000, Element: elem, Environment: Environment{Width: 600, Height: 400}, used: true}
		err := s.append(tokenize(tt.value), func(name string) *CustomValue {
			if name == "--k" {
				return &CustomValue{toks: tokenize("a")}
			}
			return nil
		}, 0)
		got := strings.ReplaceAll(strings.ReplaceAll(text(s.out), "/**/", ""), " ", "")
		if err != nil {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%s is %q (%v), want %q", tt.value, got, err, tt.want)
		}
	}
}

// TestSiblingsAreCountedOnce: the children of one parent are counted once, however many of
// them ask.
func TestSiblingsAreCountedOnce(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(strings.Repeat("<p></p>", 5000)))
	if err != nil {
		t.Fatal(err)
	}
	s := &Substituter{Budget: 10_000}
	n := 0
	for e := doc.LastChild.LastChild.FirstChild; e != nil; e = e.NextSibling {
		n++
		if s.Element = e; s.Budget < 0 {
			t.Fatal("the budget is used up")
		}
		if i, count := s.siblings(); i != n || count != 5000 {
			t.Fatalf("%d of %d, want %d of 5000", i, count, n)
		}
	}
}
