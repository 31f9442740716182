// Package problem answers with errors, as application/problem+json (RFC 9457).
//
// table.go holds the one table from errors to statuses. The codes of errors that are
// known below HTTP are those of [card.CodeOf]. page.go makes the pages of them that
// people see, chinese.go the details in Chinese.
package problem

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// Problem is an error as RFC 9457, section 3 writes it. Its type is about:blank,
// so the title is the status in words.
type Problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
	Detail string `json:"detail,omitempty"`

	retry int // seconds; 0: nothing is said of it
}

// Of is what the outside learns of err.
func Of(err error) Problem {
	a := answerTo(err)
	p := Problem{Title: http.StatusText(a.status), Status: a.status, Code: a.code, Field: fieldOf(err), retry: a.retry}
	p.Detail = a.detail(err)
	return p
}

// Elsewhere reports whether err is of a page whose address the client named: there is
// nothing for the operator of this server to mend.
func Elsewhere(err error) bool {
	_, ofPage := answerTo(err).err.(fetch.Fault)
	return ofPage
}

// Codes are the codes of all problems.
func Codes() []string {
	codes := []string{internal.code}
	for _, a := range answers {
		codes = append(codes, a.named().code)
	}
	return codes
}

// answerTo finds the answer to an error.
func answerTo(err error) answer {
	for _, a := range answers {
		if errors.Is(err, a.err) {
			return a.named()
		}
	}
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return answer{status: http.StatusRequestEntityTooLarge, code: card.CodeOf(strictjson.ErrTooLarge)}
	}
	return internal
}

// detail is what the outside is told of an error beside its code.
func (a answer) detail(err error) string {
	status, hint := fetch.StatusError(0), (*Hint)(nil)
	switch {
	case errors.As(err, &hint):
		return hint.Detail
	case errors.As(err, &status):
		return fmt.Sprintf("%s: %d %s", a.says, int(status), http.StatusText(int(status)))
	case a.says != "":
		return a.says
	case a.quiet:
		return ""
	}
	return err.Error()
}

// Hint is an error whose text is for the log, with a detail for the outside.
type Hint struct {
	Err    error
	Detail string
}

func (h *Hint) Error() string { return h.Err.Error() }

// Unwrap returns the error.
func (h *Hint) Unwrap() error { return h.Err }

// named returns an answer with its code.
func (a answer) named() answer {
	if a.code == "" {
		a.code = card.CodeOf(a.err)
	}
	return a
}

// fieldOf names the field or parameter that err is about, or returns "".
func fieldOf(err error) string {
	var inDocument *strictjson.FieldError
	var inRequest *card.FieldError
	var missing *card.UnfitError
	switch {
	case errors.As(err, &inDocument):
		return inDocument.Field
	case errors.As(err, &inRequest):
		return inRequest.Field
	case errors.As(err, &missing):
		return missing.Field()
	}
	return ""
}

// Write answers with err and ends the chain of handlers. People who open an address in
// a browser get a page, all others JSON.
func Write(c *gin.Context, err error) {
	p := Begin(c, err)
	if wantsPage(c.Request) {
		next := "/"
		if c.Request.Method == http.MethodGet {
			next = c.Request.URL.RequestURI()
		}
		writePage(c, p, next)
		return
	}
	writeJSON(c, p)
}

// WriteSignIn answers to a token that nobody has, from the form of a page: with the form
// again, which leads to next.
func WriteSignIn(c *gin.Context, next string) {
	p := Begin(c, ErrWrongToken)
	if wantsPage(c.Request) {
		writePage(c, p, next)
		return
	}
	writeJSON(c, p)
}

func writeJSON(c *gin.Context, p Problem) {
	body := p.body()
	h := c.Writer.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Writer.WriteHeader(p.Status)
	_, _ = c.Writer.Write(body) // the client may have left
}

// prepared is an answer that is in memory.
type prepared struct {
	status                            int
	body                              []byte
	mediaType, length, retry, caching []string
}

func prepare(p Problem) prepared {
	body := p.body()
	return prepared{
		status: p.Status, body: body, mediaType: []string{"application/problem+json"}, caching: []string{"no-store"},
		length: []string{strconv.Itoa(len(body))}, retry: []string{strconv.Itoa(p.retry)},
	}
}

// busy is the answer to [card.ErrBusy], which is given most when time is shortest.
var busy, busyInChinese = prepare(Of(card.ErrBusy)), prepare(Of(card.ErrBusy).InChinese())

// Busy answers as [Write] does with [card.ErrBusy], from memory. It returns the status.
func Busy(w http.ResponseWriter, r *http.Request) int {
	answer := &busy
	if AsksChinese(r) {
		answer = &busyInChinese
	}
	h := w.Header()
	h["Content-Type"], h["Content-Length"] = answer.mediaType, answer.length
	h["Retry-After"], h["Cache-Control"] = answer.retry, answer.caching
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body) // the client may have left
	return answer.status
}

// body is the problem as JSON, with a line feed at its end.
func (p Problem) body() []byte {
	body, err := strictjson.EncodeLine(p)
	if err != nil {
		panic(err) // strings and a number
	}
	return body
}

// Begin begins the answer to err, whatever its body: it ends the chain of handlers and
// sets what the header of every such answer says. The error stays with the request
// for the log.
func Begin(c *gin.Context, err error) Problem {
	_ = c.Error(err) // which returns it
	c.Abort()
	p, h := Of(err), c.Writer.Header()
	if AsksChinese(c.Request) {
		p = p.InChinese()
	}
	h.Set("Cache-Control", "no-store")
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
		if errors.Is(err, ErrWrongToken) {
			h.Set("WWW-Authenticate", `Bearer error="invalid_token"`) // RFC 6750, section 3.1
		}
	}
	switch p.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusMisdirectedRequest:
		// Refused before it was read: net/http would wait for the whole body of a
		// connection that goes on.
		if c.Request.ContentLength != 0 {
			h.Set("Connection", "close")
		}
	}
	return p
}
