// Package extract makes articles of what newsrooms and readers have: web pages
// ([Extract]), plain texts ([Text]) and feeds ([Feed]).
//
// A page is read in these steps; each has a file of its own:
//
//	bound.go                 a page whose tree would be too large is refused before there is one
//	page.go                  the tree, and what it says for programs: meta and link elements, JSON-LD, headings
//	jsonld.go, loosejson.go  JSON-LD as scripts have it, with its references resolved
//	sitenames.go             what the site is called, by which titles are cleaned
//	title.go                 the headline, and the element that shows it
//	walk.go, signs.go        one walk over all that is shown: its lines, its marked elements and its pictures,
//	                         each with what the names of the elements around it say of the place
//	text.go                  the element that holds the article's text
//	structure.go             sites known by their markup (gmw.go, wechat.go), which say more than others
//	author.go, person.go, site.go, published.go, clock.go, zone.go, summary.go, cover.go, place.go, credits.go
//	                         the other fields
//	punctuation.go           full-width marks where Chinese text has ASCII ones
//
// Each field is found in the same way. All places that may tell it are asked: JSON-LD,
// meta elements, marked elements (rel, itemprop, words of class and id), labelled
// text. Each answer is a candidate with a weight, which says how far such places are
// to be trusted. Candidates are cleaned by one function ([clean]) and held to the
// form of their field: a person is a name, a source is no copyright line, a
// picture is no logo. Candidates that agree add to each other. The best one wins;
// where none is left the field stays empty, because a wrong name printed on a
// poster is worse than none.
//
// What is known of words (labels, months, names of elements, companies) stands in
// tables. There is no rule for one host.
//
// A text (plain.go) is made a page of lines without markup, an item of a feed
// (feed.go) a page with meta elements and a body; the fields are then found as for
// pages. [Sniff] tells the three kinds apart (kind.go).
//
// A page is data and nothing else: no script runs, nothing is fetched, and what
// comes out satisfies [article.Article.Validate]. All functions are safe for
// concurrent use.
package extract
