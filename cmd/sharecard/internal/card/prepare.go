package card

import (
	"context"
	"image"
	"maps"
	"slices"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// Prepare gathers what the card of a plan is made of: the template in the brand's
// dress, the pictures, for which it waits as long as the request's patience lasts,
// and the key.
func (s *Service) Prepare(ctx context.Context, p *Plan) (err error) {
	r := &p.request
	if p.brand != nil {
		r.Brand = p.brand.Name
		if r.Theme == "" && p.set.suited(p.brand.Theme, r.Template) {
			r.Theme = p.brand.Theme
		}
	}
	if p.template, err = p.set.find(r.Template, r.Theme, p.brand); err != nil {
		return err
	}
	if err := r.fill(p.template.Template); err != nil {
		return err
	}
	address := ""
	if p.article = p.record.Article; r.Article == nil && r.Record == nil {
		p.article, address = s.shorten(p.article)
	}
	sum := p.record.Sum
	if sum == "" {
		if sum, err = article.Sum(p.record.Article); err != nil {
			return err
		}
	}
	if p.pictures, err = s.fetchPictures(ctx, p.wanted(), r.Patience, false); err != nil {
		return err
	}
	if r.Fitting {
		if err := s.checkFits(ctx, p); err != nil {
			return err
		}
	}
	p.label = p.aiLabel()
	p.key = key{
		Engine: s.engine, Files: p.template.files, Template: r.Template, Brand: r.Brand,
		Article: sum, Members: p.memberNames(), Address: address,
		Theme: r.Theme, Accent: r.Accent, Ratio: r.Ratio, Credits: r.Credits,
		Scale: r.Scale, Format: r.Format, MaxBytes: r.MaxBytes, Small: r.Small, Strict: r.Strict,
	}
	if p.label != "" {
		p.key.Revision, p.key.Producer = p.record.Revision, s.config.Producer
	}
	p.key.show(&p.pictures)
	return nil
}

// pictures are what became of an article's pictures.
type pictures struct{ cover, logo, portrait picture }

// byAddress returns the decoded pictures by the addresses that stand for them in a
// card's data.
func (p *pictures) byAddress() map[string]image.Image {
	all := map[string]image.Image{coverSource: p.cover.image, logoSource: p.logo.image, portraitSource: p.portrait.image}
	maps.DeleteFunc(all, func(_ string, img image.Image) bool { return img == nil })
	return all
}

func (p *pictures) all() []*picture { return []*picture{&p.cover, &p.logo, &p.portrait} }

// decoded returns the plan with its pictures decoded. Where one cannot be, the key says
// so. The caller has a worker.
func (s *Service) decoded(ctx context.Context, p *Plan) *Plan {
	seen := *p
	s.decode(ctx, &seen.pictures, p.request.Template)
	seen.key.show(&seen.pictures)
	return &seen
}

// decode decodes an article's pictures for the card of a template, "" for none. The
// caller has a worker.
func (s *Service) decode(ctx context.Context, p *pictures, template string) {
	s.pictures.decode(ctx, &p.cover, template+"/"+coverSource)
	s.pictures.decode(ctx, &p.logo, template+"/"+logoSource)
	s.pictures.decode(ctx, &p.portrait, template+"/"+portraitSource)
}

// wanted are the addresses of an article's pictures, "" for one that does not
// matter.
type wanted struct{ cover, logo, portrait string }

// wanted returns the pictures that the template reads, and the cover where the accent
// is to be its colour. The source's logo gives way to the brand's.
func (p *Plan) wanted() wanted {
	all := everyPicture(p.article)
	reads := func(field string) bool { return slices.Contains(p.template.Fields, field) }
	if !reads("cover") && p.request.Accent != autoAccent {
		all.cover = ""
	}
	if !reads("source.logo") || p.brand != nil && p.brand.Logo+p.brand.LogoDark != "" {
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

// fetchPictures fetches pictures at the same time and waits at most patience; 0 is
// DefaultPatience. Where again is set, their hosts are asked whether they are still
// the same.
func (s *Service) fetchPictures(ctx context.Context, w wanted, patience time.Duration, again bool) (pictures, error) {
	if patience <= 0 {
		patience = DefaultPatience
	}
	got, err := s.pictures.get(ctx, [most]string{w.cover, w.logo, w.portrait}, patience, again)
	if err != nil {
		return pictures{}, err
	}
	return pictures{cover: got[0], logo: got[1], portrait: got[2]}, nil
}

// WarmCover fetches the article's pictures and decodes them, so that the first request for
// a card finds them at hand and as they are now. It waits for them at most patience, and
// returns the token for why there is no cover yet, or "" where none is missing. Where no
// worker is free by then they are not decoded.
func (s *Service) WarmCover(ctx context.Context, a *article.Article, patience time.Duration) (fault string, err error) {
	got, err := s.fetchPictures(ctx, everyPicture(a), patience, true)
	if err != nil {
		return "", err
	}
	if got == (pictures{cover: picture{fault: got.cover.fault}}) {
		return got.cover.fault, nil // nothing to decode
	}
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	release, err := s.limiter.acquire(waiting, &got)
	if err != nil {
		return got.cover.fault, ctx.Err() // others are drawn first
	}
	defer release()
	seen := got
	s.decode(ctx, &seen, "")
	return seen.cover.fault, nil
}
