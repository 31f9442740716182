package strictjson_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/strictjson"
)

type person struct {
	Role string `json:"role" check:"required"`
	Name string `json:"name" check:"required,max=5"`
}

type body struct {
	Title  string      `json:"title" check:"required,max=10"`
	Note   string      `json:"note" check:"lines"`
	Link   string      `json:"link" check:"url"`
	Look   string      `json:"look" check:"oneof=paper|ink"`
	Accent string      `json:"accent" check:"color"`
	Lang   string      `json:"lang" check:"lang"`
	Slug   string      `json:"slug" check:"slug"`
	Scale  *float64    `json:"scale" check:"range=1:3"`
	Count  int8        `json:"count"`
	Strict bool        `json:"strict"`
	At     time.Time   `json:"published_at"`
	Words  []string    `json:"words" check:"max=3,each=4"`
	People []person    `json:"people"`
	Focus  *[2]float64 `json:"focus" check:"range=0:1"`
	Inner  *person     `json:"inner"`
	Hidden string      `json:"-"`
}

func TestDecodeKeepsWhatIsThere(t *testing.T) {
	var got body
	err := strictjson.Decode([]byte(`{"title":"春\ud83c\udf89","note":"a\nb","scale":1.5,"count":-3,"strict":true,
		"published_at":"2024-05-01T09:30:00+08:00","words":["甲","乙"],"people":[{"role":"r","name":"n"}],
		"focus":[0,1],"inner":{"role":"r","name":"\u202eabc\u2069"}}`), &got)
	if err != nil {
		t.Fatal(err)
	}
	scale := 1.5
	want := body{
		Title: "春🎉", Note: "a\nb", Scale: &scale, Count: -3, Strict: true, At: got.At,
		Words: []string{"甲", "乙"}, People: []person{{"r", "n"}}, Focus: &[2]float64{0, 1}, Inner: &person{"r", "abc"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if s := got.At.Format(time.RFC3339); s != "2024-05-01T09:30:00+08:00" {
		t.Errorf("time is %s", s)
	}
}

// The fields of an embedded struct are the outer one's, with their checks.
func TestDecodeEmbedded(t *testing.T) {
	type wrapped struct {
		person
		Again bool `json:"again"`
	}
	var got wrapped
	if err := strictjson.Decode([]byte(`{"again":true,"role":"r","name":"n"}`), &got); err != nil || !got.Again || got.Name != "n" {
		t.Errorf("%+v %v", got, err)
	}
	var field *strictjson.FieldError
	if err := strictjson.Decode([]byte(`{"role":"r","name":"too long"}`), &got); !errors.As(err, &field) || field.Field != "name" {
		t.Errorf("%v", err)
	}
}

func TestDecodeNamesTheFault(t *testing.T) {
	long := strings.Repeat("长", 100_000)
	for _, c := range []struct{ name, in, want string }{
		{"empty", ` `, `the document is empty`},
		{"not an object", `[]`, `the document must be an object, not an array`},
		{"null", `null`, `the document must be an object, not null; leave the field out where there is none`},
		{"missing", `{}`, `title is required`},
		{"only white space", `{"title":" 　"}`, `title is required`},
		{"twice", `{"title":"a","title":"b"}`, `title is given twice`},
		{"twice, escaped", `{"title":"a","titl\u0065":"b"}`, `title is given twice`},
		{"unknown", `{"title":"a","xyzzy":1}`, `xyzzy is not a known field`},
		{"case", `{"TITLE":"a"}`, `TITLE is not a known field; did you mean "title"?`},
		{"swapped", `{"tilte":"a"}`, `tilte is not a known field; did you mean "title"?`},
		{"camel case", `{"publishedAt":"a"}`, `publishedAt is not a known field; did you mean "published_at"?`},
		{"nested", `{"title":"a","people":[{"role":"r","name":"n"},{"nmae":"b"}]}`, `people[1].nmae is not a known field; did you mean "name"?`},
		{"odd name", `{"a\u0000b":1}`, `"a\x00b" is not a known field`},
		{"empty name", `{"":1}`, `"" is not a known field`},
		{"long name", `{"` + strings.Repeat("x", 5000) + `":1}`, strings.Repeat("x", 40) + `… is not a known field`},
		{"nested missing", `{"title":"a","people":[{"role":"r"}]}`, `people[0].name is required`},
		{"empty element", `{"title":"a","people":[{}]}`, `people[0].role is required`},
		{"behind a pointer", `{"title":"a","inner":{"role":"r","name":"123456"}}`, `inner.name has 6 characters; at most 5 are allowed`},
		{"trailing value", `{"title":"a"} {}`, `the document goes on after its end`},
		{"trailing comma", `{"title":"a"},`, `the document goes on after its end`},
		{"trailing rubbish", `{"title":"a"}]`, `the document goes on after its end`},
		{"cut", `{"title":"a`, `title is cut off: the JSON ends early, line 1, column 12`},
		{"cut later", `{"title":"a"`, `the document is cut off: the JSON ends early, line 1, column 13`},
		{"a line below", "{\n  \"title\": \"江城\" \"note\"}",
			`the document is not valid JSON, line 2, column 17: invalid character '"' after object key:value pair`},
		{"comma in object", `{"title":"a",}`, `the document is not valid JSON, line 1, column 14: invalid character '}' looking for ` +
			`beginning of object key string`},
		{"comma in array", `{"title":"a","words":["a",]}`,
			`words[1] is not valid JSON, line 1, column 27: invalid character ']' looking for beginning of value`},
		{"no comma", `{"title":"a" "note":"b"}`, `the document is not valid JSON, line 1, column 14: invalid character '"' after object ` +
			`key:value pair`},
		{"raw control", "{\"title\":\"a\x01\"}", `title is not valid JSON, line 1, column 12: invalid character '\x01' in string literal`},
		{"escaped control", `{"title":"a\u0007"}`, `title has a control character, U+0007`},
		{"C1 control", `{"title":"a\u0085"}`, `title has a control character, U+0085`},
		{"delete", "{\"title\":\"a\x7f\"}", `title has a control character, U+007F`},
		{"line separator", `{"title":"a\u2028"}`, `title has a control character, U+2028`},
		{"noncharacter", `{"title":"a\ufffe"}`, `title has a control character, U+FFFE`},
		{"nothing to see", `{"title":"\u200b\u3164\ufe0f \u3000"}`, `title is required`},
		{"tab in lines", `{"title":"a","note":"a\tb"}`, `note has a control character, U+0009`},
		{"byte order mark", "\uFEFF{}", `the document begins with a byte order mark: JSON is sent without one`},
		{"bad UTF-8", "{\"title\":\"a\xffb\"}", `title is not valid UTF-8`},
		{"surrogate in UTF-8", "{\"title\":\"a\xed\xa0\x80b\"}", `title is not valid UTF-8`},
		{"bad UTF-8 in a name", "{\"tit\xffle\":\"a\"}", `the document is not valid UTF-8`},
		{"lone high", `{"title":"a\ud800"}`, `title has a lone surrogate (half a \u pair)`},
		{"high then letter", `{"title":"\ud83ca"}`, `title has a lone surrogate (half a \u pair)`},
		{"high then newline", `{"title":"\ud83c\n"}`, `title has a lone surrogate (half a \u pair)`},
		{"two highs", `{"title":"\ud83c\ud83c\udf89"}`, `title has a lone surrogate (half a \u pair)`},
		{"lone low", `{"title":"\udf89"}`, `title has a lone surrogate (half a \u pair)`},
		{"null value", `{"title":null}`, `title must be a string, not null; leave the field out where there is none`},
		{"null pointer", `{"title":"a","inner":null}`, `inner must be an object, not null; leave the field out where there is none`},
		{"number for string", `{"title":1}`, `title must be a string, not a number`},
		{"string for number", `{"title":"a","count":"1"}`, `count must be a number, not a string`},
		{"object for list", `{"title":"a","words":{}}`, `words must be an array, not an object`},
		{"string in list", `{"title":"a","people":["x"]}`, `people[0] must be an object, not a string`},
		{"deep", `{"title":` + strings.Repeat("[", 50_000), `title must be a string, not an array`},
		{"fraction", `{"title":"a","count":1.5}`, `count must be a whole number that is not too large`},
		{"overflow", `{"title":"a","count":300}`, `count must be a whole number that is not too large`},
		{"huge float", `{"title":"a","scale":1e999}`, `scale is too large a number`},
		{"range", `{"title":"a","scale":3.01}`, `scale must be from 1 to 3`},
		{"given zero", `{"title":"a","scale":0}`, `scale must be from 1 to 3`},
		{"focus range", `{"title":"a","focus":[0.5,-0.1]}`, `focus[1] must be from 0 to 1`},
		{"focus short", `{"title":"a","focus":[0.5]}`, `focus must have 2 elements`},
		{"focus long", `{"title":"a","focus":[0.5,0.5,0.5]}`, `focus must have 2 elements`},
		{"date only", `{"title":"a","published_at":"2024-05-01"}`, `published_at must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00`},
		{"no offset", `{"title":"a","published_at":"2024-05-01T09:30:00"}`, `published_at must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00`},
		{"31 February", `{"title":"a","published_at":"2024-02-31T09:30:00Z"}`, `published_at must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00`},
		{"too many", `{"title":"a","words":["a","b","c","d"]}`, `words has 4 entries; at most 3 are allowed`},
		{"long element", `{"title":"a","words":["a","bbbbb"]}`, `words[1] has 5 characters; at most 4 are allowed`},
		{"empty word", `{"title":"a","words":[""]}`, `words[0] is required`},
		{"long title", `{"title":"` + long + `"}`, `title has 100000 characters; at most 10 are allowed`},
		{"long by default", `{"title":"a","note":"` + long[:3*1001] + `"}`, `note has 1001 characters; at most 1000 are allowed`},
		{"relative", `{"title":"a","link":"/a"}`, `link must be an http or https address such as https://news.example/a.html`},
		{"script", `{"title":"a","link":"javascript:alert(1)"}`, `link must be an http or https address such as https://news.example/a.html`},
		{"file", `{"title":"a","link":"file:///etc/passwd"}`, `link must be an http or https address such as https://news.example/a.html`},
		{"no host", `{"title":"a","link":"https:///a"}`, `link must be an absolute address with a host`},
		{"password", `{"title":"a","link":"https://a:b@c.example/"}`, `link must not hold a user name or password`},
		{"space in address", `{"title":"a","link":"https://c.example/a b"}`, `link is not a web address: a space in it is written %20`},
		{"word", `{"title":"a","look":"blue"}`, `look must be one of paper, ink`},
		{"colour", `{"title":"a","accent":"red"}`, `accent must be a colour such as #c02020`},
		{"language", `{"title":"a","lang":"中文"}`, `lang must be a language tag such as zh-CN`},
		{"slug", `{"title":"a","slug":"A b"}`, `slug must be 1 to 64 of a–z, 0–9 and -`},
		{"no JSON name", `{"title":"a","Hidden":"1"}`, `Hidden is not a known field`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := strictjson.Decode([]byte(c.in), new(body))
			if !errors.Is(err, strictjson.ErrInvalid) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// TestDecodeIsQuick holds the best of a few tries to a bound, so that a busy
// machine is no fault.
func TestDecodeIsQuick(t *testing.T) {
	bound := 50 * time.Millisecond
	if raceDetector {
		bound *= 10
	}
	for name, in := range map[string]string{
		"long title": `{"title":"` + strings.Repeat("长", 100_000) + `"}`,
		"long name":  `{"` + strings.Repeat("n", 300_000) + `":1}`,
		"escapes":    `{"title":"` + strings.Repeat(`\ud83c\udf89`, 25_000) + `"}`,
		"elements":   `{"title":"a","words":[` + strings.Repeat(`"a",`, 20_000) + `"a"]}`,
		"nesting":    `{"words":` + strings.Repeat("[", 100_000),
	} {
		best := time.Hour
		for range 5 {
			start := time.Now()
			if err := strictjson.Decode([]byte(in), new(body)); err == nil {
				t.Errorf("%s: no error", name)
			}
			best = min(best, time.Since(start))
		}
		if best > bound {
			t.Logf("%s took %v", name, best)
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	in := `{"title":"a"}`
	if err := strictjson.Read(strings.NewReader(in), int64(len(in)), new(body)); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	err := strictjson.Read(strings.NewReader(in+" "), int64(len(in)), new(body))
	if !errors.Is(err, strictjson.ErrTooLarge) || errors.Is(err, strictjson.ErrInvalid) {
		t.Errorf("beyond it: %v", err)
	}
}

func TestValidateRefusesAnUnknownCheck(t *testing.T) {
	v := struct {
		A string `json:"a" check:"requird"`
	}{"x"}
	if err := strictjson.Validate(&v); err == nil || !strings.Contains(err.Error(), "requird") {
		t.Errorf("got %v", err)
	}
}

func TestValidateSeesBadUTF8(t *testing.T) {
	for s, want := range map[string]string{
		"a\xff":    "title is not valid UTF-8",
		"a\uFFFDb": "",
	} {
		err := strictjson.Validate(&body{Title: s})
		if (err == nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("%q: got %v, want %q", s, err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"title":"a\ud83c\udf89","people":[{"role":"r","name":"n"}],"focus":[0,1]}`))
	f.Add([]byte(`{"title":"\`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var b body
		if err := strictjson.Decode(data, &b); err != nil && !errors.Is(err, strictjson.ErrInvalid) {
			t.Errorf("an error of another kind: %v", err)
		}
	})
}
