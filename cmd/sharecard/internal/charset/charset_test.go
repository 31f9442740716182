package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func encode(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const (
		chinese = "市中心的两条老街昨晚起改为步行街，商户说客流多了三成。"
		taiwan  = "市中心的兩條老街昨晚起改為步行街，商家說來客多了三成。"
		german  = "Die Fähre fährt künftig auch nachts, sagte die Geschäftsführung."
	)
	for name, c := range map[string]struct{ data, header, want string }{
		"ASCII":                         {"plain", "", "plain"},
		"UTF-8, silent":                 {chinese, "", chinese},
		"UTF-8 with a mark":             {"\xEF\xBB\xBF" + chinese, "", chinese},
		"UTF-8 that says GBK":           {chinese, "text/html; charset=gbk", chinese},
		"UTF-8 cut in a character":      {`<meta charset="utf-8">` + chinese[:len(chinese)-1], "", `<meta charset="utf-8">` + strings.TrimSuffix(chinese, "。") + "\uFFFD"},
		"short UTF-8 with one bad byte": {"字\xE4\xB8", "application/json; charset=utf-8", "字\uFFFD"},
		"UTF-16":                        {"\xFF\xFE\x57\x5B", "", "字"},
		"GBK, silent":                   {encode(t, simplifiedchinese.GBK, chinese), "", chinese},
		"GBK that says UTF-8":           {encode(t, simplifiedchinese.GBK, chinese), "text/html; charset=utf-8", chinese},
		"GBK by header":                 {encode(t, simplifiedchinese.GBK, "城市书房"), "application/json; charset=GBK", "城市书房"},
		"GBK with one bad byte":         {encode(t, simplifiedchinese.GBK, chinese) + "\xFF", "text/html; charset=gb2312", chinese + "\uFFFD"},
		"Big5, silent":                  {encode(t, traditionalchinese.Big5, taiwan), "", taiwan},
		"Shift JIS, silent":             {encode(t, japanese.ShiftJIS, "新しい橋が来月に開通すると市が発表した。"), "", "新しい橋が来月に開通すると市が発表した。"},
		"EUC-JP, silent":                {encode(t, japanese.EUCJP, "新しい橋が来月に開通すると市が発表した。"), "", "新しい橋が来月に開通すると市が発表した。"},
		"ISO-2022-JP":                   {encode(t, japanese.ISO2022JP, "新しい橋"), "text/html; charset=iso-2022-jp", "新しい橋"},
		"EUC-KR, silent":                {encode(t, korean.EUCKR, "새 다리가 다음 달에 개통된다고 시가 발표했다."), "", "새 다리가 다음 달에 개통된다고 시가 발표했다."},
		"windows-1252, silent":          {encode(t, charmap.Windows1252, german), "", german},
		"windows-1252 in XML":           {`<?xml version="1.0" encoding="ISO-8859-1"?><t>` + encode(t, charmap.Windows1252, german), "", `<?xml version="1.0" encoding="ISO-8859-1"?><t>` + german},
		"windows-1251, silent":          {encode(t, charmap.Windows1251, "Новый мост откроют для движения в следующем месяце"), "", "Новый мост откроют для движения в следующем месяце"},
		"a header nobody knows":         {chinese, "text/html; charset=klingon", chinese},
		"a header that is none":         {chinese, ";;;", chinese},
	} {
		if got := Decode([]byte(c.data), c.header); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
