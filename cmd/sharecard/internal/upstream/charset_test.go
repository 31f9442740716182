package upstream_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"sharecard/cmd/sharecard/internal/upstream"
)

func TestCharsetOfAnAnswer(t *testing.T) {
	const document = `{"t":"城市書房夜間開放"}`
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(document)
	big5, _ := traditionalchinese.Big5.NewEncoder().String(document)
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(document)
	for contentType, body := range map[string]string{
		"application/json":                document,
		"application/json; charset=utf-8": "\uFEFF" + document,
		"application/json; charset=GBK":   gbk,
		"text/json; charset=gb2312":       gbk,
		"text/html; charset=big5":         big5,
		"application/json; charset=x":     document,
		"text/plain; charset=gbk":         "\uFEFF" + document, // the mark counts
		"text/plain":                      wide,
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			_, _ = w.Write([]byte(body))
		}))
		a, err := upstream.Ask(t.Context(), upstream.Config{URL: s.URL + "/{id}", Mapping: mapping(t, "title = t")}, "a")
		s.Close()
		if err != nil || a.Title != "城市書房夜間開放" {
			t.Errorf("%s: %v %v", contentType, a, err)
		}
	}
}
