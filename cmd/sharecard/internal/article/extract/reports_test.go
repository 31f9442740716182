package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

// What people reported of such programs comes out right.
func TestReports(t *testing.T) {
	dir := os.Getenv("SHARECARD_REPORTS")
	if dir == "" {
		t.Skip("SHARECARD_REPORTS names no folder of reports with their inputs")
	}
	const street, prose = "老街改为步行街", "市中心的两条老街昨晚起改为步行街，商户说客流比上周同一时间多了三成"
	for file, want := range map[string]map[string]string{
		"b01-yoast-author":         {"author": "Ada Reed", "cover": "https://port.example/ferry.jpg", "url": "https://port.example/ferry/"},
		"b02-cut-utf8":             {"title": street, "summary": prose},
		"b03-placeholder-author":   {"author": ""},
		"b04-copyright-source":     {"source": "江城晚报", "author": "", "editor": "李四"},
		"b05-unescaped-quote":      {"title": `老人写下"千字家书"寄给远方孙女`},
		"b06-tags-description":     {"summary": "市中心的两条老街昨晚起改为步行街，商户说客流多了三成。"},
		"b07-double-entity":        {"title": "AT&T 推出新套餐——老用户可减半", "summary": "这是今年最大的一次调整——老用户可减半，“新用户”另议。"},
		"b08-site-description":     {"summary": prose},
		"b09a-pm-zh":               {"time": "2024-05-01T15:30:00+08:00"},
		"b09c-tw":                  {"time": "2024-05-01T15:30:00+08:00"},
		"b09h-rfc1123":             {"time": "2024-05-01T01:30:00Z"},
		"b09k-en":                  {"time": "2024-05-01T09:30:00+08:00"},
		"b09p-comment-time":        {"time": "2024-05-01"},
		"b09q-related-time":        {"time": "2024-05-01T09:30:00+08:00"},
		"b09o-dateonly":            {"time": "2024-05-01"},
		"b34-clock-widget":         {"time": "2024-05-01T09:30:00+08:00"},
		"b10b-h1-logo":             {"title": "老街改为步行街，商户客流多三成"},
		"b10d00-suffix":            {"title": street},
		"b10d01-suffix":            {"title": street},
		"b10d05-suffix":            {"title": street, "kicker": ""},
		"b10d06-suffix":            {"title": "Old street closed to cars"},
		"b40-bar-suffix":           {"title": street, "kicker": ""},
		"b11a-ld-semicolon":        {"time": "2024-05-01T09:30:00+08:00", "author": "张三", "source": "江城晚报"},
		"b11c-ld-cdata":            {"time": "2024-05-01T09:30:00+08:00", "author": "张三", "source": "江城晚报"},
		"b11j-wikipedia":           {"title": "List of river towns"},
		"b12d-two-og":              {"cover": "https://img.example/real.jpg"},
		"b12g-og-secure":           {"cover": "https://img.example/s.jpg"},
		"b12i-link-imgsrc":         {"cover": "https://img.example/l.jpg"},
		"b20-00":                   {"cover": "https://img.example/news/silicon-valley-2024.jpg"},
		"b20-01":                   {"cover": "https://img.example/news/pixel-9-review.jpg"},
		"b20-05":                   {"cover": "https://img.example/news/iconic-tower.jpg"},
		"b20-10":                   {"cover": "https://img.example/news/avatar-film-premiere.jpg"},
		"b13a-canonical-home":      {"url": "https://news.example/2024/a1.html"},
		"b14-cut-description":      {"summary": prose},
		"b14b-desc-eq-title":       {"summary": prose},
		"b14c-meta-line":           {"summary": prose},
		"b37-desc-is-title":        {"summary": prose},
		"b24-two-authors":          {"author": "余小一 向小二"},
		"b26-source-chinese-colon": {"source": "江城晚报"},
	} {
		html, err := os.ReadFile(filepath.Join(dir, "import", file+".html"))
		if err != nil {
			t.Fatal(err)
		}
		a, err := extract.Extract(t.Context(), extract.Page{HTML: html})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for field, value := range want {
			if got := fieldOf(a, field); got != value && !(field == "summary" && strings.HasPrefix(got, value)) {
				t.Errorf("%s: %s is %q, want %q", file, field, got, value)
			}
		}
	}
}

// fieldOf is a field of an article as a text.
func fieldOf(a *article.Article, field string) string {
	switch field {
	case "title":
		return a.Title
	case "kicker":
		return a.Kicker
	case "author":
		return strings.Join(a.Authors, " ")
	case "editor":
		return a.Editor
	case "source":
		return a.Source.Name
	case "summary":
		return a.Summary
	case "url":
		return a.URL
	case "cover":
		if a.Cover == nil {
			return ""
		}
		return a.Cover.URL
	case "time":
		return a.PublishedAt.String()
	}
	return "no such field: " + field
}
