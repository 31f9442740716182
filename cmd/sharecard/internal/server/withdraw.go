package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	// maxWithdrawal is the longest body of POST /v1/withdrawals.
	maxWithdrawal = 1 << 20
	// withdrawTimeout ends a withdrawal that a store holds up. It does not end
	// with the request: what was begun is finished.
	withdrawTimeout = 15 * time.Second
)

// withdrawal is the body of POST /v1/withdrawals: what to take back. At least
// one of the first four is given.
type withdrawal struct {
	// ArticleID is that of an article, stored here or in payloads only.
	ArticleID string `json:"article_id" check:"max=128"`
	// URL is the article's own address.
	URL string `json:"url" check:"max=2048,url"`
	// Hashes are those of permanent cards.
	Hashes []string `json:"hashes" check:"max=500,each=32"`
	// Addresses are those of cards as they were published, stable, permanent,
	// signed or short. For one that is permanent the card goes, for the others the
	// article does.
	Addresses []string `json:"addresses" check:"max=100,each=8192"`
	// Reinstate takes the withdrawal back instead.
	Reinstate bool `json:"reinstate"`
}

// withdrawn is the answer.
type withdrawn struct {
	Articles []string `json:"articles"` // names under which none of their cards is served
	Hashes   []string `json:"hashes"`
	Removed  int      `json:"removed"` // cards that were kept and are not any more
}

// postWithdrawal takes back what is not in the store of articles: cards of
// payloads and signed addresses, or single permanent cards.
func (s *Server) postWithdrawal(c *gin.Context) {
	if !s.wantType(c, "application/json") {
		return
	}
	var body withdrawal
	if err := strictjson.Read(c.Request.Body, maxWithdrawal, &body); err != nil {
		s.fail(c, err)
		return
	}
	if s.Permanent == nil {
		s.fail(c, errNoStore)
		return
	}
	articles, hashes, err := s.withdrawalOf(c, &body)
	if err == nil {
		err = s.mayWithdraw(c, articles, hashes)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request.Context()), withdrawTimeout)
	defer cancel()
	answer := withdrawn{Articles: articles, Hashes: hashes}
	if body.Reinstate {
		err = s.Permanent.Lift(ctx, publish.Withdrawal{Articles: articles, Hashes: hashes})
	} else {
		answer.Removed, err = s.withdraw(ctx, articles, hashes)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, answer)
}

// withdrawalOf reads what a body names.
func (s *Server) withdrawalOf(c *gin.Context, body *withdrawal) (articles, hashes []string, err error) {
	articles, hashes = []string{}, []string{}
	if body.ArticleID != "" {
		if !article.ValidID(body.ArticleID) {
			return nil, nil, &strictjson.FieldError{Field: "article_id", Reason: "is not the form of an ID"}
		}
		articles = append(articles, body.ArticleID)
	}
	if body.URL != "" {
		articles = append(articles, article.HashID(&article.Article{URL: body.URL}))
	}
	for i, hash := range body.Hashes {
		if !publish.ValidHash(hash) {
			return nil, nil, &strictjson.FieldError{Field: fmt.Sprintf("hashes[%d]", i), Reason: "must be 32 hexadecimal digits"}
		}
		hashes = append(hashes, hash)
	}
	for i, address := range body.Addresses {
		names, hash, err := s.namesAt(c, address)
		if err != nil {
			return nil, nil, &strictjson.FieldError{Field: fmt.Sprintf("addresses[%d]", i), Reason: "is not the address of a card of ours"}
		}
		articles = append(articles, names...)
		if hash != "" {
			hashes = append(hashes, hash)
		}
	}
	if len(articles)+len(hashes) == 0 {
		return nil, nil, &strictjson.FieldError{Field: "article_id", Reason: "or url, hashes or addresses is required"}
	}
	return compacted(articles), compacted(hashes), nil
}

// namesAt returns what an address of a card shows: an article's names, or the
// hash of one card.
func (s *Server) namesAt(c *gin.Context, address string) (names []string, hash string, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, "", err
	}
	parts := strings.Split(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case len(parts) == 3 && parts[0] == "c" && publish.ValidHash(parts[1]):
		return nil, parts[1], nil
	case len(parts) == 4 && parts[0] == "i":
		p, err := s.openSigned(parts[1], parts[2], parts[3])
		if err != nil {
			return nil, "", err
		}
		err = errors.Join(checkBrand(s.caller(c), p.Brand), s.checkArticle(s.caller(c), p.Article))
		if err != nil {
			return nil, "", err
		}
		return (&article.Record{Article: p.Article}).Names(), "", nil
	case len(parts) == 2 && parts[0] == "s" && article.ValidID(parts[1]):
		return parts[1:2], "", nil
	case len(parts) == 5 && strings.HasPrefix(u.Path, "/v1/articles/") && parts[3] == "cards" && article.ValidID(parts[2]):
		return parts[2:3], "", nil
	}
	return nil, "", errNoRoute
}

// mayWithdraw returns an error where the caller may not publish under a brand
// that would be concerned.
func (s *Server) mayWithdraw(c *gin.Context, articles, hashes []string) error {
	for _, id := range articles {
		if _, err := s.mayChange(c, id); err != nil {
			return err
		}
	}
	return s.checkKept(c, articles, hashes)
}

// checkKept returns an error where the caller may not publish under the brand of
// kept cards, or of what was withdrawn.
func (s *Server) checkKept(c *gin.Context, articles, hashes []string) error {
	if s.Permanent == nil {
		return nil
	}
	brands, err := s.Permanent.Brands(c.Request.Context(), articles, hashes)
	for _, brand := range brands {
		err = errors.Join(err, checkBrand(s.caller(c), brand))
	}
	return err
}

// withdraw takes articles and cards back everywhere: from the store, then from
// memory and from shared caches. Memory and caches forget whatever became of the
// store, and asking again completes what failed.
func (s *Server) withdraw(ctx context.Context, articles, hashes []string) (removed int, err error) {
	brands := map[string][]string{}
	for _, id := range articles {
		if record, err := s.Articles.Get(ctx, id); err == nil {
			brands[id] = []string{record.Article.Brand, s.Cards.Templates().BrandOf(record.Article)}
		}
	}
	var concerned []string
	if s.Permanent != nil {
		removed, concerned, err = s.Permanent.Withdraw(ctx, publish.Withdrawal{Articles: articles, Hashes: hashes, Brands: brands})
	} else {
		for _, id := range articles {
			err = errors.Join(err, s.Articles.Withdraw(ctx, id))
		}
	}
	concerned = compacted(append(concerned, articles...))
	keys := make([]string, len(concerned))
	for i, id := range concerned {
		s.Cards.Forget(id)
		keys[i] = surrogateKey(id)
	}
	if s.Purge != nil && len(keys) > 0 {
		s.Purge(keys...)
	}
	return removed, err
}

// withdrawArticle takes a stored article back.
func (s *Server) withdrawArticle(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawTimeout)
	defer cancel()
	_, err := s.withdraw(ctx, []string{id}, nil)
	return err
}

// compacted sorts a list and drops what it has twice.
func compacted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
