package extract

import (
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
)

// findDebunk is the rebuttal of a page that checks one claim and says so in a ClaimReview
// of schema.org; nil where it checks none or several, or where the review lacks a
// verdict: a card without one says that the claim is untrue, which nobody may guess.
// Texts that are longer than an article may hold are not cut, as half a claim is another
// claim.
func (p *page) findDebunk(summary, source string) *article.Debunk {
	var review object
	for _, o := range p.ld {
		claim := textLD(o["claimReviewed"])
		if !o.is("ClaimReview") || claim == "" {
			continue
		}
		if review != nil && textLD(review["claimReviewed"]) != claim {
			return nil // a list of reviews
		}
		if address := addressLD(o["url"]); address != "" && !p.isOwn(o) && p.hasAddress() {
			continue // it stands on another page
		}
		review = o
	}
	if review == nil {
		return nil
	}
	d := &article.Debunk{Claim: textLD(review["claimReviewed"]), By: textLD(review["author"])}
	if rating, ok := first(review["reviewRating"]).(map[string]any); ok {
		d.Verdict = textLD(rating["alternateName"])
	}
	for _, fact := range []string{textLD(review["reviewBody"]), textLD(review["description"]), summary} {
		if n := utf8.RuneCountInString(fact); n > 0 && n <= article.MaxFact && fact != d.Claim {
			d.Fact = fact
			break
		}
	}
	if d.Verdict == "" || d.Fact == "" || utf8.RuneCountInString(d.Verdict) > article.MaxVerdict ||
		utf8.RuneCountInString(d.Claim) > article.MaxClaim {
		return nil
	}
	if d.By == source {
		d.By = "" // the card names it already
	}
	return d
}

// first is a value, or the first of a list.
func first(v any) any {
	if list := listOf(v); len(list) > 0 {
		return list[0]
	}
	return nil
}

// hasAddress reports whether it is known where the page stands.
func (p *page) hasAddress() bool {
	return p.got != nil || p.links["canonical"] != "" || p.first("og:url") != ""
}
