package card

import (
	"context"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// Plan is what a request comes to: its article, its brand and its template, and
// after [Service.Prepare] its pictures and its key too. It belongs to the goroutine
// that asked for it.
type Plan struct {
	request Request // from Prepare on with the brand, the theme and the defaults that are drawn
	set     *set
	record  *article.Record   // of the store, or of nothing but the request's article
	members []*article.Record // of which the article is a digest
	names   []string          // of the article and the members, under which it can be withdrawn
	brand   *Brand            // nil: none
	// lostBrand tells that the article names a brand that is not there.
	lostBrand bool

	// Set by Prepare.
	template *LoadedTemplate  // in the brand's dress
	article  *article.Article // as it is drawn: under its short address
	pictures pictures
	label    string // that it was made by machine; "" where nothing on the card was
	key      key
}

// Record is what the store has of the article. Of an article that came with the
// request it holds nothing else.
func (p *Plan) Record() *article.Record { return p.record }

// Members are the stored articles that the article is a digest of.
func (p *Plan) Members() []*article.Record { return p.members }

// Article is the article under its own address.
func (p *Plan) Article() *article.Article { return p.record.Article }

// Names are those under which the article can be withdrawn; the first one is what
// [Service.Forget] takes.
func (p *Plan) Names() []string { return p.names }

// Brand is the name of the brand that dresses the card, or "": that of the
// request, else the article's own, else that of the article's source.
func (p *Plan) Brand() string {
	if p.brand == nil {
		return ""
	}
	return p.brand.Name
}

// memberNames are the names of the members, separated by spaces, which names have none of.
func (p *Plan) memberNames() string {
	var names []string
	for _, m := range p.members {
		names = append(names, m.Names()...)
	}
	return strings.Join(names, " ")
}

// ForeignBrand is the brand that the request names, where the article would not
// have it by itself; otherwise "".
func (p *Plan) ForeignBrand() string {
	asked := p.request.Brand
	if asked == "" || asked == p.record.Article.Brand {
		return ""
	}
	if own, _ := p.set.brand("", p.record.Article); own != nil && asked == own.Name {
		return ""
	}
	return asked
}

// Key is what [Result] will call Key, once the plan is prepared.
func (p *Plan) Key() string { return p.key.String() }

// Resolve checks a request and finds its article, its brand and its template.
// Nothing is fetched but the article, so that a caller who may not have the card can
// be refused before anything is done for him.
func (s *Service) Resolve(ctx context.Context, r Request) (*Plan, error) {
	set := s.config.Templates.current()
	if _, err := set.find(r.Template, "", nil); err != nil {
		return nil, err
	}
	if err := r.validate(set); err != nil {
		return nil, err
	}
	if _, err := set.find(r.Template, r.Theme, nil); err != nil {
		return nil, err
	}
	p := &Plan{request: r, set: set}
	var err error
	if len(r.Digest) > 0 {
		if p.members, err = s.members(ctx, r.Digest); err != nil {
			return nil, err
		}
		digest, err := digestOf(r.Article, p.members)
		if err != nil {
			return nil, err
		}
		p.request.Article = digest
	}
	if p.record, err = s.record(ctx, &p.request); err != nil {
		return nil, err
	}
	record := p.record
	p.names = record.AllNames()
	for _, member := range p.members {
		p.names = append(p.names, member.AllNames()...)
	}
	brand, known := set.brand(r.Brand, record.Article)
	p.brand, p.lostBrand = brand, !known
	return p, nil
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
