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
	Articles []string `json:"articles"` // names under which none of their cards is served
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
	w, err := s.withdrawalOf(caller, &body)
	answer := withdrawn{Articles: w.Articles, Hashes: w.Hashes}
	switch {
	case err != nil:
	case body.Reinstate:
		err = s.publisher.Lift(ctx, caller, w)
	default:
		answer.Removed, err = s.publisher.Withdraw(ctx, caller, w)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, answer)
}

// withdrawalOf reads what a body names.
func (s *Server) withdrawalOf(caller *auth.Caller, body *withdrawal) (w publish.Withdrawal, err error) {
	articles, hashes := []string{}, []string{}
	if body.ArticleID != "" {
		if !article.ValidID(body.ArticleID) {
			return w, &strictjson.FieldError{Field: "article_id", Reason: "is not the form of an ID"}
		}
		articles = append(articles, body.ArticleID)
	}
	if body.URL != "" {
		articles = append(articles, article.HashID(&article.Article{URL: body.URL}))
		articles = append(articles, s.siteNames(body.URL)...)
	}
	for i, hash := range body.Hashes {
		if !publish.ValidHash(hash) {
			return w, &strictjson.FieldError{Field: fmt.Sprintf("hashes[%d]", i), Reason: "must be 32 hexadecimal digits"}
		}
		hashes = append(hashes, hash)
	}
	for i, address := range body.Addresses {
		names, hash, err := s.namesAt(caller, address)
		if err != nil {
			return w, &strictjson.FieldError{Field: fmt.Sprintf("addresses[%d]", i), Reason: "is not the address of a card of ours"}
		}
		articles = append(articles, names...)
		if hash != "" {
			hashes = append(hashes, hash)
		}
	}
	if len(articles)+len(hashes) == 0 {
		return w, &strictjson.FieldError{Field: "article_id", Reason: "or url, hashes or addresses is required"}
	}
	return publish.Withdrawal{Articles: compacted(articles), Hashes: compacted(hashes)}, nil
}

// namesAt returns what an address of a card shows: an article's names, or the
// hash of one card.
func (s *Server) namesAt(caller *auth.Caller, address string) (names []string, hash string, err error) {
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
		return (&article.Record{Article: p.Article}).Names(), "", nil
	case len(parts) == 2 && parts[0] == "s" && article.ValidID(parts[1]):
		return parts[1:2], "", nil
	case len(parts) == 4 && strings.HasPrefix(u.Path, "/v1/pages/cards/"):
		if names = s.siteNames(u.Query().Get(pageWord)); len(names) > 0 {
			return names, "", nil
		}
	case len(parts) == 5 && strings.HasPrefix(u.Path, "/v1/articles/") && parts[3] == "cards" && article.ValidID(parts[2]):
		return parts[2:3], "", nil
	}
	return nil, "", problem.ErrNoRoute
}

// siteNames are the names of the article of a page on a listed host, as far as they
// are known.
func (s *Server) siteNames(address string) []string {
	if s.config.Sites == nil {
		return nil
	}
	names, err := s.config.Sites.Names(address)
	if err != nil {
		return nil
	}
	return names
}

// compacted sorts a list and drops what it has twice.
func compacted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
