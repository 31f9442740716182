package card

import (
	"context"
	"image"
	"maps"
	"slices"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// order is a request with all that goes into its card.
type order struct {
	request Request // normalised; its Brand and Theme are those that are used
	entry   *Entry
	article *article.Article
	sum     string // of the article as it came
	// articleID is what its cards are forgotten by: the article's ID, or the one it
	// would be imported under.
	articleID string
	brand     *Brand // nil: none
	// lostBrand tells that the article names a brand that is not there.
	lostBrand bool
	pictures  pictures
	key       key
}

// pictures are what became of an article's pictures.
type pictures struct{ cover, logo, portrait picture }

// byAddress returns the pictures that are there by the addresses that stand for
// them in a card's data.
func (p *pictures) byAddress() map[string]image.Image {
	all := map[string]image.Image{coverSource: p.cover.image, logoSource: p.logo.image, portraitSource: p.portrait.image}
	maps.DeleteFunc(all, func(_ string, img image.Image) bool { return img == nil })
	return all
}

// order checks a request and gathers what its card is made of.
func (s *Service) order(ctx context.Context, r Request) (*order, error) {
	set := s.config.Templates.current()
	if _, err := set.find(r.Template, nil); err != nil {
		return nil, err
	}
	if err := r.checkWords(set); err != nil {
		return nil, err
	}
	record, err := s.record(ctx, &r)
	if err != nil {
		return nil, err
	}
	o := &order{article: record.Article, sum: record.Sum, articleID: record.Article.ID}
	if o.articleID == "" {
		o.articleID = article.HashID(o.article)
	}
	if o.sum == "" {
		if o.sum, err = article.Sum(o.article); err != nil {
			return nil, err
		}
	}
	if err := o.choose(set, &r, record); err != nil {
		return nil, err
	}
	address := ""
	if r.Article == nil { // after the request's rule, which knows the article by its own address
		o.article, address = s.shorten(o.article)
	}
	if err := r.fill(o.entry.Template); err != nil {
		return nil, err
	}
	o.request = r
	if o.pictures, err = s.picturesOf(ctx, o.article, o.wanted(), r.Patience); err != nil {
		return nil, err
	}
	o.key = key{
		Kitchen: s.kitchen, Templates: set.hash, Template: r.Template, Brand: r.Brand,
		Article: o.sum, Address: address,
		Cover: o.pictures.cover.identity(), Logo: o.pictures.logo.identity(), Portrait: o.pictures.portrait.identity(),
		Theme: r.Theme, Accent: r.Accent, Scale: r.Scale, Format: r.Format, Small: r.Small, Strict: r.Strict,
	}
	return o, nil
}

// choose finds the brand and the template in its dress.
func (o *order) choose(set *set, r *Request, record *article.Record) error {
	brand, known := set.brand(r.Brand, o.article)
	o.brand, o.lostBrand = brand, !known
	if brand != nil {
		r.Brand = brand.Name
		if r.Theme == "" {
			r.Theme = brand.Look
		}
	}
	if r.Permit != nil {
		if err := r.Permit(record, r.Brand); err != nil {
			return err
		}
	}
	var err error
	o.entry, err = set.find(r.Template, brand)
	return err
}

// record returns the article of a request; one that comes with it is in a record
// of nothing else.
func (s *Service) record(ctx context.Context, r *Request) (*article.Record, error) {
	switch {
	case r.Article != nil:
		return &article.Record{Article: r.Article}, nil
	case r.Record != nil:
		return r.Record, nil
	case s.config.Articles == nil:
		return nil, &FieldError{"article", "is required"}
	}
	return s.config.Articles.Get(ctx, r.ArticleID)
}

// wanted are the addresses of an article's pictures, "" for one that does not
// matter.
type wanted struct{ cover, logo, portrait string }

// wanted returns the pictures that the template reads. The source's logo gives
// way to the brand's.
func (o *order) wanted() wanted {
	all := everyPicture(o.article)
	reads := func(field string) bool { return slices.Contains(o.entry.Fields, field) }
	if !reads("cover") {
		all.cover = ""
	}
	if !reads("source.logo") || o.brand != nil && o.brand.Logo+o.brand.LogoDark != "" {
		all.logo = ""
	}
	if !reads("portrait") {
		all.portrait = ""
	}
	return all
}

func everyPicture(a *article.Article) wanted {
	w := wanted{logo: a.Source.Logo, portrait: a.Portrait}
	if a.Cover != nil {
		w.cover = a.Cover.URL
	}
	return w
}

// picturesOf fetches pictures at the same time and waits at most patience; 0 is
// DefaultPatience.
func (s *Service) picturesOf(ctx context.Context, a *article.Article, w wanted, patience time.Duration) (pictures, error) {
	if patience <= 0 {
		patience = DefaultPatience
	}
	got, err := s.album.get(ctx, []string{w.cover, w.logo, w.portrait}, patience)
	if err != nil {
		return pictures{}, err
	}
	return pictures{cover: got[0], logo: got[1], portrait: got[2]}, nil
}

// WarmCover fetches the article's pictures, so that the first request for a
// card finds them at hand. It waits at most patience, and returns the token for
// why there is no cover yet, or "" where none is missing.
func (s *Service) WarmCover(ctx context.Context, a *article.Article, patience time.Duration) (fault string, err error) {
	got, err := s.picturesOf(ctx, a, everyPicture(a), patience)
	return got.cover.fault, err
}
