// Package article holds the Article, its strict JSON form and the store.
package article

import "time"

// Article is a news article as a card needs it. Only Title is required.
type Article struct {
	ID          string     `json:"id,omitempty"`
	Title       string     `json:"title"`
	Kicker      string     `json:"kicker,omitempty"`
	Summary     string     `json:"summary,omitempty"`
	Source      Source     `json:"source,omitzero"`
	PublishedAt time.Time  `json:"published_at,omitzero"` // in the article's own offset
	URL         string     `json:"url,omitempty"`
	Channel     []string   `json:"channel,omitempty"`
	Authors     []string   `json:"authors,omitempty"`
	Editor      string     `json:"editor,omitempty"`
	Credits     []Credit   `json:"credits,omitempty"`
	Cover       *Cover     `json:"cover,omitempty"`
	Items       []Item     `json:"items,omitempty"`
	Reactions   []Reaction `json:"reactions,omitempty"`
	Quote       string     `json:"quote,omitempty"`
	QuoteBy     string     `json:"quote_by,omitempty"`
	Portrait    string     `json:"portrait,omitempty"`
	Keep        []string   `json:"keep,omitempty"` // words not to break
	Brand       string     `json:"brand,omitempty"`
	Lang        string     `json:"lang,omitempty"` // BCP 47
}

// Source is the publication.
type Source struct {
	Name string `json:"name,omitempty"`
	Logo string `json:"logo,omitempty"`
}

// Credit is one of the people or bodies behind an article.
type Credit struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// Cover is the article's picture.
type Cover struct {
	URL     string      `json:"url"`
	Credit  string      `json:"credit,omitempty"`
	Caption string      `json:"caption,omitempty"`
	Focus   *[2]float64 `json:"focus,omitempty"` // x and y from 0 to 1: what must stay in a crop
}

// Item is one article of a digest.
type Item struct {
	Title       string    `json:"title,omitempty"`
	Summary     string    `json:"summary,omitempty"`
	PublishedAt time.Time `json:"published_at,omitzero"`
	URL         string    `json:"url,omitempty"`
}

// Reaction is a count readers left.
type Reaction struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}
