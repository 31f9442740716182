package dom

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// dump writes a tree as "tag(children)", texts in quotes.
func dump(n *Node) string {
	if n.IsText() {
		return fmt.Sprintf("%q", n.Text())
	}
	var parts []string
	for _, c := range n.Children {
		parts = append(parts, dump(c))
	}
	return n.Tag() + "(" + strings.Join(parts, " ") + ")"
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"", "html(head() body())"},
		{"<p>中文<p>b", `html(head() body(p("中文") p("b")))`},
		{"<!doctype html><!-- c --><title>T</title><body><!-- c -->a<!-- c -->b", `html(head(title("T")) body("a" "b"))`},
		{"<script>x</script><p>a<script>y</script>b<applet></applet>", `html(head() body(p("a" "b")))`},
		{"<svg viewBox='0 0 1 1'><path d=M0/></svg>", "html(head() body(svg(path())))"},
		{"<style>a{}</style><meta name=x>", `html(head(style("a{}") meta()) body())`},
	} {
		doc, err := Parse(tt.src)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(doc.Root); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.src, got, tt.want)
		}
	}
}

func TestDroppedElementsAreNamed(t *testing.T) {
	doc, err := Parse("<p><script>1</script><script>2</script><applet></applet>")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(doc.Dropped, " "); got != "script applet" {
		t.Errorf("got %q", got)
	}
}

// What the parser's own tree holds is what selectors such as :first-child and
// :empty see, so dropped nodes must be gone there too.
func TestDroppedNodesAreGoneForSelectors(t *testing.T) {
	doc, err := Parse("<p><!-- c --><script>1</script><b>a</b></p>")
	if err != nil {
		t.Fatal(err)
	}
	p := doc.Root.Find("p")
	if p.HTML.FirstChild != p.Children[0].HTML || p.HTML.FirstChild.Data != "b" {
		t.Errorf("first child is %q", p.HTML.FirstChild.Data)
	}
}

func TestHelpers(t *testing.T) {
	doc, err := Parse(`<div id=a class=" b  c" data-x=1 hidden>x<b>y</b></div>`)
	if err != nil {
		t.Fatal(err)
	}
	n := doc.Root.Find("div")
	if got := fmt.Sprint(n.Tag(), n.ID(), n.Classes(), n.Attr("data-x"), n.Text(), n.Parent.Tag()); got != "diva[b c]1xybody" {
		t.Error(got)
	}
	if _, ok := n.Lookup("hidden"); !ok {
		t.Error("hidden is not found")
	}
	if doc.Root.Find("table") != nil || doc.Root.Find("table").Text() != "" {
		t.Error("found what is not there")
	}
}

func TestBounds(t *testing.T) {
	for name, src := range map[string]string{
		"nested":   strings.Repeat("<div>", 10_000),
		"nested b": strings.Repeat("<b>", 100_000),
		"many":     strings.Repeat("<p>a</p>", 50_000),
		"large":    strings.Repeat("a", 9<<20),
	} {
		start := time.Now()
		_, err := Parse(src)
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Logf("%s: took %v", name, d)
		}
	}
	if _, err := Parse(strings.Repeat("<div>", 400)); err != nil {
		t.Errorf("400 levels: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("<p>a<b>c</p>d</b><table><tr><td>x")
	f.Add("<svg><foreignObject><p>a</svg>b<template><i>")
	f.Add("<script><!--</script>\x00\xff<plaintext>")
	f.Fuzz(func(t *testing.T, src string) {
		doc, err := Parse(src)
		if err != nil {
			return
		}
		if doc.Root.Tag() != "html" {
			t.Fatalf("root is %q", doc.Root.Tag())
		}
		for n := range doc.Root.All {
			for _, c := range n.Children {
				if c.Parent != n {
					t.Fatal("a child does not know its parent")
				}
			}
		}
	})
}
