package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// maxWithdrawal is the longest body of POST /v1/withdrawals.
const maxWithdrawal = 1 << 20

// withdrawal is the body of POST /v1/withdrawals: what to take back. At least
// one of the first four is given.
type withdrawal struct {
	// ArticleID is that of an article, stored here or in payloads only.
	ArticleID string `json:"article_id" check:"max=128"`
	// URL is the article's own address.
	URL string `json:"url" check:"max=2048,url"`
	// Hashes are those of permanent cards.
	Hashes []string `json:"hashes" check:"max=500,each=32"`
	// Addresses are those of cards as they were published, stable, by the
	// page, permanent, signed or short. For one that is permanent the card goes, for the others the
	// article does.
	Addresses []string `json:"addresses" check:"max=100,each=8192"`
	// Reinstate takes the withdrawal back instead.
	Reinstate bool `json:"reinstate"`
}

// withdrawn is the answer.
type withdrawn struct {
	Articles []string `json:"articles"` // IDs under which none of their cards is served
	Hashes   []string `json:"hashes"`
	Removed  int      `json:"removed"` // cards that were kept and are not any more
}

// postWithdrawal takes back what is not in the store of articles: cards of
// payloads and signed addresses, or single permanent cards.
func (s *Server) postWithdrawal(c *gin.Context) {
	var body withdrawal
	if err := readJSON(c, maxWithdrawal, &body); err != nil {
		problem.Write(c, err)
		return
	}
	if s.config.Keeper == nil {
		problem.Write(c, publish.ErrNoKeeper)
		return
	}
	ctx, caller := c.Request.Context(), gate.Caller(c)
	r, err := s.recallOf(caller, &body)
	answer := withdrawn{Hashes: r.Hashes}
	var names []string
	switch {
	case err != nil:
	case body.Reinstate:
		names, err = s.publisher.Lift(ctx, caller, r)
	default:
		names, answer.Removed, err = s.publisher.Withdraw(ctx, caller, r)
	}
	answer.Articles = []string{}
	for _, name := range compacted(names) {
		if article.ValidID(name) {
			answer.Articles = append(answer.Articles, name)
		}
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, answer)
}

// recallOf reads what a body names.
func (s *Server) recallOf(caller *auth.Caller, body *withdrawal) (r publish.Recall, err error) {
	r.Hashes = []string{}
	if body.ArticleID != "" {
		if !article.ValidID(body.ArticleID) {
			return r, &strictjson.FieldError{Field: "article_id", Reason: "is not the form of an ID"}
		}
		r.Articles = append(r.Articles, &article.Article{ID: body.ArticleID})
	}
	if body.URL != "" {
		r.Articles = append(r.Articles, s.pageAt(body.URL))
	}
	for i, hash := range body.Hashes {
		if !publish.ValidHash(hash) {
			return r, &strictjson.FieldError{Field: fmt.Sprintf("hashes[%d]", i), Reason: "must be 32 hexadecimal digits"}
		}
		r.Hashes = append(r.Hashes, hash)
	}
	for i, address := range body.Addresses {
		a, hash, err := s.shownAt(caller, address)
		if err != nil {
			return r, &strictjson.FieldError{Field: fmt.Sprintf("addresses[%d]", i), Reason: "is not the address of a card of ours"}
		}
		if a != nil {
			r.Articles = append(r.Articles, a)
		} else {
			r.Hashes = append(r.Hashes, hash)
		}
	}
	if len(r.Articles)+len(r.Hashes) == 0 {
		return r, &strictjson.FieldError{Field: "article_id", Reason: "or url, hashes or addresses is required"}
	}
	r.Hashes = compacted(r.Hashes)
	return r, nil
}

// shownAt returns what an address of a card shows: what is known of an article, or the
// hash of one card.
func (s *Server) shownAt(caller *auth.Caller, address string) (a *article.Article, hash string, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, "", err
	}
	parts := strings.Split(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case len(parts) == 3 && parts[0] == "c" && publish.ValidHash(parts[1]):
		return nil, parts[1], nil
	case len(parts) == 4 && parts[0] == "i":
		p, _, err := s.config.Signing.Open(parts[1], parts[2], parts[3], s.config.Now())
		if err != nil && !errors.Is(err, signed.ErrExpired) { // however long ago it was signed
			return nil, "", err
		}
		err = errors.Join(publish.CheckBrand(caller, p.Brand), s.publisher.CheckWords(caller, p.Article))
		if err != nil {
			return nil, "", err
		}
		return p.Article, "", nil
	case len(parts) == 2 && parts[0] == "s" && article.ValidID(parts[1]):
		return &article.Article{ID: parts[1]}, "", nil
	case len(parts) == 4 && strings.HasPrefix(u.Path, "/v1/pages/cards/") && strictjson.CheckURL(u.Query().Get(pageWord)) == "":
		return s.pageAt(u.Query().Get(pageWord)), "", nil
	case len(parts) == 5 && strings.HasPrefix(u.Path, "/v1/articles/") && parts[3] == "cards" && article.ValidID(parts[2]):
		return &article.Article{ID: parts[2]}, "", nil
	}
	return nil, "", problem.ErrNoRoute
}

// pageAt is what is known of the article at an address: where that is of a page of a
// listed host, the canonical address too.
func (s *Server) pageAt(address string) *article.Article {
	a := &article.Article{URL: address}
	if s.config.Sites == nil {
		return a
	}
	if canonical := s.config.Sites.Canonical(address); canonical != "" {
		return &article.Article{ID: article.HashID(a), URL: canonical}
	}
	return a
}

// compacted sorts a list and drops what it has twice.
func compacted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
