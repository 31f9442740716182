package css

import (
	"slices"
	"strings"
	"testing"
)

func TestBrandFactDiagnostics(t *testing.T) {
	expectDiagnostics(t, `:root { --card-theme: ink; --card-sources: "江城晚报", '江城日报'; --card-qr-hint: "长按识别，阅读全文" }`)
	expectDiagnostics(t, ":root { --card-theme: dark ink }", `1:9 error: --card-theme: expected the name of a theme, as in ink`)
	expectDiagnostics(t, ":root { --card-sources: 江城晚报 }",
		`1:9 error: --card-sources: expected names in quotes with commas between them, as in "江城晚报", "江城日报"`)
	expectDiagnostics(t, `:root { --card-qr-hint: "扫码", "阅读" }`, `1:9 error: --card-qr-hint: expected text in quotes, as in "长按识别，阅读全文"`)
	expectDiagnostics(t, `:root { --card-source: "江城晚报" }`, `1:9 error: unknown property "--card-source"; did you mean "--card-sources"?`)
}

func TestParseStrings(t *testing.T) {
	for src, want := range map[string][]string{
		`"江城晚报"`:                    {"江城晚报"},
		`"a" , 'b "c"', "\6c5f\"x"`: {"a", `b "c"`, `江"x`},
		``:                          nil,
		`"a",`:                      nil,
		`"a" "b"`:                   nil,
		`江城晚报`:                      nil,
		strings.Repeat(`"a",`, maxStrings) + `"a"`:      nil,
		`"` + strings.Repeat("字", maxStringsText) + `"`: nil,
	} {
		got, ok := ParseStrings(src)
		if !slices.Equal(got, want) || ok != (want != nil) {
			t.Errorf("%.40s: got %.40q, %t", src, got, ok)
		}
	}
}
