package extract

import (
	"bytes"
	"context"
	"regexp"

	"sharecard/cmd/sharecard/internal/article"
)

// Kind is what a document is.
type Kind int

// The kinds of documents that articles are made of.
const (
	HTML Kind = iota
	PlainText
	FeedOfArticles
)

var (
	htmlStart = regexp.MustCompile(`(?i)<(?:!doctype\s+html|html|head|body|title|meta|script|h1|div|article|p|span|br)\b`)
	feedStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--(?s:.*?)-->\s*)*<(?:rss|feed|rdf:RDF)\b`)
	jsonStart = regexp.MustCompile(`^\s*\{(?s:.*?)"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org`)
)

// Sniff tells the kind of a document whose media type is unknown, by how it
// begins.
func Sniff(document []byte) Kind {
	const longest = 16 << 10 // bytes that are looked at
	start := bytes.TrimPrefix(document[:min(len(document), longest)], []byte("\xEF\xBB\xBF"))
	start = bytes.ReplaceAll(start, []byte{0}, nil) // UTF-16
	switch {
	case feedStart.Match(start), jsonStart.Match(start):
		return FeedOfArticles
	case htmlStart.Match(start):
		return HTML
	}
	return PlainText
}

// Articles returns the articles of a document of any kind: one of a page or a
// text, several of a feed, without the items that make none. Errors are those of
// [Extract], [Text] and [Feed].
func Articles(ctx context.Context, in Page) ([]*article.Article, error) {
	read := Extract
	switch Sniff(in.HTML) {
	case FeedOfArticles:
		items, err := Feed(ctx, in)
		var articles []*article.Article
		for _, item := range items {
			if item.Err == nil {
				articles = append(articles, item.Article)
			}
		}
		return articles, err
	case PlainText:
		read = Text
	}
	a, err := read(ctx, in)
	if err != nil {
		return nil, err
	}
	return []*article.Article{a}, nil
}
