package signed_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	secret1 = "9b1f0c7de2a84d53"
	secret2 = "71c2e5a09f3b4d68"
)

var now = time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)

func keys(t *testing.T, text string) *signed.Keys {
	t.Helper()
	k, err := signed.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// parts splits a path into what Open takes.
func parts(t *testing.T, path string) (seal, payload, file string) {
	t.Helper()
	p := strings.Split(path, "/")
	if len(p) != 5 || p[0] != "" || p[1] != "i" {
		t.Fatalf("path %q", path)
	}
	return p[2], p[3], p[4]
}

func TestSignAndOpen(t *testing.T) {
	both := keys(t, "site1:"+secret1+" site2:"+secret2+":evening:daily")
	exp, scale := now.Unix(), 2.0
	p := &signed.Payload{
		Article: &article.Article{Title: "江城地铁五号线今日开通", Summary: "<全长> & 更多"},
		Theme:   "ink", Accent: "#c02020", Brand: "evening", Ratio: "4:5", Credits: "all", Scale: &scale, Exp: &exp,
	}
	path, err := both.Key("site2").Sign(p, "poster.jpg")
	if err != nil {
		t.Fatal(err)
	}
	seal, payload, file := parts(t, path)
	got, key, err := both.Open(seal, payload, file, now)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(p)
	if text, _ := json.Marshal(got); string(text) != string(want) {
		t.Errorf("got %s\nwant %s", text, want)
	}
	if key.ID != "site2" || strings.Join(key.Brands, " ") != "evening daily" {
		t.Errorf("signed by %s for %q", key.ID, key.Brands)
	}
	// Another key under the same ID, or none.
	for _, other := range []*signed.Keys{keys(t, "site2:"+secret1), keys(t, "site1:"+secret2), nil} {
		if _, _, err := other.Open(seal, payload, file, now); !errors.Is(err, signed.ErrSignature) {
			t.Errorf("another key: %v", err)
		}
	}
	// One letter changed, anywhere.
	for i := range path {
		changed := []byte(path)
		changed[i] ^= 1
		if s := strings.Split(string(changed), "/"); len(s) == 5 && i > 2 {
			if _, _, err := both.Open(s[2], s[3], s[4], now); !errors.Is(err, signed.ErrSignature) {
				t.Errorf("%s is taken: %v", changed, err)
			}
		}
	}
	for _, wrong := range [][3]string{
		{seal + "=", payload, file}, {seal, payload + "=", file}, {seal, payload, "poster.png"}, {seal, payload, "link.jpg"},
		{"site1" + seal[5:], payload, file}, {"site2", payload, file}, {"", payload, file}, {seal, "", file},
	} {
		if _, _, err := both.Open(wrong[0], wrong[1], wrong[2], now); !errors.Is(err, signed.ErrSignature) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestExpires(t *testing.T) {
	k := keys(t, "site1:"+secret1)
	for _, test := range []struct {
		exp  time.Duration
		good bool
	}{{time.Hour, true}, {0, true}, {-time.Minute, true}, {-time.Minute - time.Second, false}, {-time.Hour, false}} {
		exp := now.Add(test.exp).Unix()
		path, err := k.Key("").Sign(&signed.Payload{Article: &article.Article{Title: "题"}, Exp: &exp}, "og.png")
		if err != nil {
			t.Fatal(err)
		}
		seal, payload, file := parts(t, path)
		if _, _, err := k.Open(seal, payload, file, now); (err == nil) != test.good || !test.good && !errors.Is(err, signed.ErrExpired) {
			t.Errorf("exp %v from now: %v", test.exp, err)
		}
	}
}

// A payload that its signer made wrong.
func TestStrictPayload(t *testing.T) {
	k := keys(t, "site1:"+secret1)
	sign := func(payload string) error {
		seal, payload, file := parts(t, signed.Path(k.Key(""), payload, "og.png"))
		_, _, err := k.Open(seal, payload, file, now)
		return err
	}
	for text, field := range map[string]string{
		`{}`: "article",
		`{"article":{"title":"题","titel":"x"}}`:              "article.titel",
		`{"article":{"title":"题"},"exp":"tomorrow"}`:         "exp",
		`{"article":{"title":"题"},"exp":1.5}`:                "exp",
		`{"article":{"title":"题"},"format":"png"}`:           "format",
		`{"article":{"title":"题"}} `:                         "",
		`{"article":{"title":"题"}}{}`:                        "?",
		"{\"article\":{\"title\":\"\xff\"}}":                 "article.title",
		`{"article":{"title":"题"},"theme":"ink","theme":""}`: "theme",
	} {
		err := sign(base64.RawURLEncoding.EncodeToString([]byte(text)))
		var wrong *strictjson.FieldError
		switch {
		case field == "" && err == nil, field == "?" && errors.As(err, &wrong):
		case !errors.As(err, &wrong) || wrong.Field != field:
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, payload := range []string{"e30=", "e3", "e31", "e+/0"} { // {} wrongly encoded
		if payload == "e+/0" {
			payload = "e+0"
		}
		if err := sign(payload); !errors.Is(err, strictjson.ErrInvalid) {
			t.Errorf("%s: %v", payload, err)
		}
	}
	if err := sign(strings.Repeat("A", signed.MaxPayload+1)); !errors.Is(err, signed.ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	if _, err := k.Key("").Sign(&signed.Payload{Article: &article.Article{Title: "题", Summary: strings.Repeat("长", 2000)}}, "og.png"); !errors.Is(err, signed.ErrTooLong) {
		t.Errorf("signing too long: %v", err)
	}
	if _, err := k.Key("").Sign(&signed.Payload{}, "og.png"); !errors.Is(err, strictjson.ErrInvalid) {
		t.Errorf("signing nothing: %v", err)
	}
}

func TestParseKeysRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "there is none",
		secret1:                          "key 1: is not of the form",
		"a.b:" + secret1:                 "its kid must",
		"a:short":                        "16 to 256",
		"a:" + secret1 + "é":             "visible ASCII",
		"a:" + secret1 + ":B":            "a brand must",
		"a:" + secret1 + ",a:" + secret2: "key 2 (a): its kid is given twice",
		"a:" + secret1 + " b:" + secret1: "key 2 (b): has the secret of a",
	} {
		_, err := signed.ParseKeys(text)
		if !errors.Is(err, signed.ErrKey) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %q", text, err, want)
		} else if strings.Contains(err.Error(), secret1) {
			t.Errorf("the error tells the secret: %v", err)
		}
	}
}

// vector is one address that every implementation must arrive at.
type vector struct {
	Key         string `json:"key"`
	PayloadJSON string `json:"payload_json"`
	File        string `json:"file"`
	Path        string `json:"path"`
}

func readVector(t *testing.T) (v vector) {
	t.Helper()
	text, err := os.ReadFile("testdata/vector.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVector(t *testing.T) {
	v := readVector(t)
	k := keys(t, v.Key)
	if got := signed.Path(k.Key(""), base64.RawURLEncoding.EncodeToString([]byte(v.PayloadJSON)), v.File); got != v.Path {
		t.Errorf("got %s\nwant %s", got, v.Path)
	}
	seal, payload, file := parts(t, v.Path)
	got, _, err := k.Open(seal, payload, file, now)
	if err != nil || got.Article.Title != "江城地铁五号线今日开通" || got.Theme != "ink" {
		t.Errorf("%+v, %v", got, err)
	}
	// Our own encoding of the same payload is the same.
	if path, err := k.Key("").Sign(got, v.File); err != nil || path != v.Path {
		t.Errorf("signed anew: %s, %v", path, err)
	}
}

// The few lines that README shows arrive at the vector, in every language that
// is at hand.
func TestSnippets(t *testing.T) {
	v := readVector(t)
	kid, secret, _ := strings.Cut(v.Key, ":")
	for _, command := range [][]string{
		{"python3", "testdata/sign.py"}, {"node", "testdata/sign.mjs"},
		{"php", "testdata/sign.php"}, {"go", "run", "testdata/sign.go"},
	} {
		t.Run(command[0], func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(command[0]); err != nil {
				t.Skipf("%s is not installed", command[0])
			}
			out, err := exec.Command(command[0], append(command[1:], kid, secret, v.PayloadJSON, v.File)...).Output()
			if err != nil || strings.TrimSpace(string(out)) != v.Path {
				t.Errorf("%v: got %s\nwant %s", err, out, v.Path)
			}
		})
	}
}
