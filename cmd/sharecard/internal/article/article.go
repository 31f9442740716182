// Package article holds the news article a card is drawn from: its fields and
// their rules, its strict JSON form, and the [Store] it is kept in.
//
// [Decode] reads an article as clients send it and refuses whatever points to a
// mistake; [Article.Validate] holds articles that come from elsewhere, such as an
// imported page, to the same rules. What is in a Store is therefore always valid.
// The check tags are explained in package strictjson.
//
//	article.go     the fields and their limits; date.go a moment or a day
//	json.go        their strict form
//	hash.go        the ID of an article that brings none
//	names.go       what it can be withdrawn by
//	ownparts.go    what one card alone shows: a figure, a warning, a rebuttal, a course of events
//	cover.go       addresses of covers that are not the web's
//	drop.go        what was left out of an article
//	store.go       what a [Store] promises: revisions, withdrawals, covers
//	sample/        the articles of a new store, with covers that are drawn
//	lenient/       JSON with odd optional fields becomes an article
//	extract/       a news page becomes an article
//
// An ID that was withdrawn answers [ErrWithdrawn] until that is ended, whether
// or not anything was ever stored under it. A [Record] carries what depends on the
// article alone, such as its revision, so that caches need not ask twice. Package
// sqlite has a Store.
package article

// Article is a news article as a card needs it. Only Title is required.
// Lengths are in characters (code points), addresses in bytes.
type Article struct {
	ID    string `json:"id,omitempty" check:"max=128"`
	Title string `json:"title" check:"required,max=500"`
	// ShortTitle says the same in 4 to 14 characters, for where the title would be
	// set small.
	ShortTitle  string     `json:"short_title,omitempty" check:"max=14"`
	Kicker      string     `json:"kicker,omitempty" check:"max=100"`
	Summary     string     `json:"summary,omitempty" check:"max=5000,lines"`
	Source      Source     `json:"source,omitzero"`
	PublishedAt Date       `json:"published_at,omitzero"`
	URL         string     `json:"url,omitempty" check:"max=2048,url"`
	Channel     []string   `json:"channel,omitempty" check:"max=16,each=60"` // breadcrumb, outermost first
	Authors     []string   `json:"authors,omitempty" check:"max=50,each=100"`
	Editor      string     `json:"editor,omitempty" check:"max=100"`
	Credits     []Credit   `json:"credits,omitempty" check:"max=50"`
	Cover       *Cover     `json:"cover,omitempty"`
	Items       []Item     `json:"items,omitempty" check:"max=100"` // make the article a digest
	Reactions   []Reaction `json:"reactions,omitempty" check:"max=20"`
	Quote       string     `json:"quote,omitempty" check:"max=1000,lines"`
	QuoteBy     string     `json:"quote_by,omitempty" check:"max=200"`
	Portrait    string     `json:"portrait,omitempty" check:"max=2048"` // picture of who is quoted
	Number      *Number    `json:"number,omitempty"`
	Alert       *Alert     `json:"alert,omitempty"`
	Debunk      *Debunk    `json:"debunk,omitempty"`
	Timeline    *Timeline  `json:"timeline,omitempty"`
	Daily       *Daily     `json:"daily,omitempty"`
	Keep        []string   `json:"keep,omitempty" check:"max=100,each=40"` // words not to break
	Brand       string     `json:"brand,omitempty" check:"slug"`
	Lang        string     `json:"lang,omitempty" check:"lang"` // BCP 47
	// AI is what of the article was made by machine, which cards that show it must say.
	AI string `json:"ai,omitempty" check:"oneof=title|summary|cover|all"`

	// Dropped is what was left out when the article was read leniently; see package
	// lenient. No client can send it. It is stored with the article, so that the
	// cards which lack it say so.
	Dropped []Drop `json:"-"`
}

// Source is the publication.
type Source struct {
	Name string `json:"name,omitempty" check:"max=100"`
	Logo string `json:"logo,omitempty" check:"max=2048,url"`
}

// Credit is one of the people or bodies behind an article.
type Credit struct {
	Role string `json:"role" check:"required,max=60"`
	Name string `json:"name" check:"required,max=200"`
}

// Cover is the article's picture.
type Cover struct {
	// URL is an http or https address, or that of a picture the service has
	// itself: one that was uploaded ([IsStoredCover]) or that it draws
	// ([IsSampleCover]).
	URL     string `json:"url" check:"required,max=2048"`
	Credit  string `json:"credit,omitempty" check:"max=200"`
	Caption string `json:"caption,omitempty" check:"max=500"`
	// Focus is what must stay in a crop: x and y from 0 (left, top) to 1.
	Focus *[2]float64 `json:"focus,omitempty" check:"range=0:1"`
}

// Item is one article of a digest. It has a title, a summary, or both.
type Item struct {
	Title       string `json:"title,omitempty" check:"max=500"`
	Summary     string `json:"summary,omitempty" check:"max=5000,lines"`
	PublishedAt Date   `json:"published_at,omitzero"`
	URL         string `json:"url,omitempty" check:"max=2048,url"`
}

// Reaction is a count readers left.
type Reaction struct {
	Name  string `json:"name" check:"required,max=20"`
	Count int    `json:"count" check:"range=0:1e9"`
}
