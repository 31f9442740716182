// Command looks draws the built-in cards for eyes to judge.
//
//	go run ./render/internal/looks -articles FILE -o DIR [-templates DIR] [-cards poster,og] [-looks paper,ink] [-ratio 9:16]
//	go run ./render/internal/looks -pairs BEFORE,AFTER -o DIR
//
// The first form draws every card of every article in every look, as
// ARTICLE-CARD-LOOK.jpg, and for each card a contact sheet at the width of a
// phone: a row for each look, a column for each article. FILE is an array of
// articles; its pictures lie beside it:
//
//	[{"name": "bridge", "cover": "bridge.jpg", "data": {"Title": "…", "Summary": "…"}}]
//
// "data" has the fields of templates.Data. The second form lays drawings that
// have the same name in both folders beside each other, the sides by chance, as
// 001.jpg and so on; key.txt tells which side is which, for when the votes are in.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	articles := flag.String("articles", "", "file of articles to draw")
	dir := flag.String("templates", "templates", "folder of the cards")
	cards := flag.String("cards", "", "cards to draw, separated by commas; empty for all")
	looks := flag.String("looks", "paper,clean,red,ink", "looks to draw, separated by commas")
	ratio := flag.String("ratio", "", "ratio to draw them at, as 9:16; empty for their own size")
	pairs := flag.String("pairs", "", "two folders of drawings to lay beside each other, separated by a comma")
	out := flag.String("o", "", "folder to write to")
	flag.Parse()
	if err := run(*articles, *dir, *cards, *looks, *ratio, *pairs, *out); err != nil {
		fmt.Fprintln(os.Stderr, "looks:", err)
		os.Exit(1)
	}
}

func run(articles, dir, cards, looks, ratio, pairs, out string) error {
	if out == "" || (articles == "") == (pairs == "") {
		return fmt.Errorf("-o and one of -articles and -pairs are needed")
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if pairs == "" {
		return drawSheets(articles, dir, split(cards), split(looks), ratio, out)
	}
	before, after, ok := strings.Cut(pairs, ",")
	if !ok {
		return fmt.Errorf("-pairs %q: want two folders, as in before,after", pairs)
	}
	return drawPairs(before, after, out)
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}
