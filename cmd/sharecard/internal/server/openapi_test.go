package server_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/server/gate"
)

// everything gives a server all its routes.
func everything(t *testing.T) option {
	tokens := guarded(t)
	return func(c *server.Config, cc *card.Config) {
		tokens(c, cc)
		public("https://cards.example")(c, cc)
		c.Dev = true
	}
}

// contract is the description of a server as tests read it.
type contract struct {
	document   map[string]any
	operations map[string]map[string]any // by "GET /v1/articles/{id}"
}

func readContract(text []byte) (*contract, error) {
	k := &contract{operations: map[string]map[string]any{}}
	if err := json.Unmarshal(text, &k.document); err != nil {
		return nil, err
	}
	paths, _ := k.document["paths"].(map[string]any)
	for path, item := range paths {
		for method, operation := range item.(map[string]any) {
			if method != "parameters" {
				k.operations[strings.ToUpper(method)+" "+path] = operation.(map[string]any)
			}
		}
	}
	return k, nil
}

// object follows $ref.
func (k *contract) object(v any) map[string]any {
	o, _ := v.(map[string]any)
	for {
		ref, is := o["$ref"].(string)
		if !is {
			return o
		}
		o = k.document
		for name := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			o, _ = o[name].(map[string]any)
		}
	}
}

// everywhere are the errors of every operation, which the response "default"
// speaks of.
var everywhere = []int{401, 403, 405, 413, 421, 429, 500, 502, 503}

// check compares an answer with what the contract says of its operation.
func (k *contract) check(operation string, status int, header http.Header, body []byte) error {
	o := k.operations[operation]
	if o == nil {
		return errors.New("it is not described")
	}
	responses := o["responses"].(map[string]any)
	declared, is := responses[strconv.Itoa(status)]
	if !is && slices.Contains(everywhere, status) {
		declared, is = responses["default"]
	}
	if !is {
		return fmt.Errorf("status %d is not described", status)
	}
	response := k.object(declared)
	if status == http.StatusTooManyRequests && (k.headers(response)["Retry-After"] == nil || header.Get("Retry-After") == "") {
		return fmt.Errorf("status %d without Retry-After", status)
	}
	for name := range k.headers(response) {
		if name == "Location" && header.Get(name) == "" {
			return fmt.Errorf("status %d without %s", status, name)
		}
	}
	content, _ := response["content"].(map[string]any)
	if len(body) == 0 {
		return nil
	}
	mediaType, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("Content-Type %q: %w", header.Get("Content-Type"), err)
	}
	media, is := content[mediaType]
	if _, any := content["*/*"]; !is && !any {
		return fmt.Errorf("status %d is not described as %s", status, mediaType)
	}
	schema, is := k.object(media)["schema"]
	if !is || k.object(schema)["format"] == "binary" {
		return nil
	}
	lines := []string{string(body)}
	if mediaType == "application/x-ndjson" {
		lines = strings.Split(strings.TrimSpace(string(body)), "\n")
	}
	for _, line := range lines {
		var value any
		if err := json.Unmarshal([]byte(line), &value); err != nil {
			return err
		}
		if err := k.fits(value, k.object(schema), "body"); err != nil {
			return err
		}
	}
	return nil
}

func (k *contract) headers(response map[string]any) map[string]any {
	headers, _ := response["headers"].(map[string]any)
	return headers
}

// keywords are those of JSON Schema that fits understands; others fail a test.
var keywords = []string{
	"type", "properties", "required", "additionalProperties", "items", "enum", "nullable", "pattern",
	"anyOf", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "format", "description", "default",
}

// fits checks a value against a schema of the keywords above.
func (k *contract) fits(value any, schema map[string]any, at string) error {
	for keyword := range schema {
		if !slices.Contains(keywords, keyword) {
			return fmt.Errorf("%s: the keyword %s is not understood", at, keyword)
		}
	}
	if choices, is := schema["anyOf"].([]any); is {
		var failed error
		for _, choice := range choices {
			err := k.fits(value, k.object(choice), at)
			if err == nil {
				return nil
			}
			failed = errors.Join(failed, err)
		}
		return failed
	}
	if value == nil && schema["nullable"] == true {
		return nil
	}
	if enum, is := schema["enum"].([]any); is && !slices.Contains(enum, value) {
		return fmt.Errorf("%s: %v is none of %v", at, value, enum)
	}
	if !isOfType(value, schema["type"]) {
		return fmt.Errorf("%s: %v is no %v", at, value, schema["type"])
	}
	switch v := value.(type) {
	case string:
		return stringFits(v, schema, at)
	case float64:
		least, bounded := schema["minimum"].(float64)
		if most, is := schema["maximum"].(float64); bounded && v < least || is && v > most {
			return fmt.Errorf("%s: %v is out of bounds", at, v)
		}
	case []any:
		for i, item := range v {
			if err := k.fits(item, k.object(schema["items"]), fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
	case map[string]any:
		return k.objectFits(v, schema, at)
	}
	return nil
}

// isOfType reports whether a value is of the one type of a schema, if that has one:
// generators of clients read no lists of types.
func isOfType(value, want any) bool {
	switch v := value.(type) {
	case nil:
		return want == nil
	case string:
		return want == nil || want == "string"
	case bool:
		return want == nil || want == "boolean"
	case float64:
		return want == nil || want == "number" || want == "integer" && v == math.Trunc(v)
	case []any:
		return want == nil || want == "array"
	}
	return want == nil || want == "object"
}

func stringFits(v string, schema map[string]any, at string) error {
	if most, is := schema["maxLength"].(float64); is && len([]rune(v)) > int(most) {
		return fmt.Errorf("%s: longer than %v", at, most)
	}
	if pattern, is := schema["pattern"].(string); is && !regexp.MustCompile(pattern).MatchString(v) {
		return fmt.Errorf("%s: %q does not match %s", at, v, pattern)
	}
	if schema["format"] == "date-time" {
		if _, err := time.Parse(time.RFC3339, v); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	}
	return nil
}

func (k *contract) objectFits(v, schema map[string]any, at string) error {
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, is := v[name.(string)]; !is {
			return fmt.Errorf("%s: %v is missing", at, name)
		}
	}
	for name, member := range v {
		property, is := properties[name]
		if !is {
			if schema["additionalProperties"] == false {
				return fmt.Errorf("%s: %s is not described", at, name)
			}
			property = schema["additionalProperties"]
		}
		if err := k.fits(member, k.object(property), at+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// fullContract is the description of a server with all its routes. It is read
// once.
var fullContract = sync.OnceValues(func() (*contract, error) {
	text, err := server.Description()
	if err != nil {
		return nil, err
	}
	return readContract(text)
})

// holdToContract checks an answer against the description, whatever the test is
// about that asked for it.
func (s *service) holdToContract(method, path string, resp *http.Response, body []byte) {
	s.t.Helper()
	k, err := fullContract()
	if err != nil {
		s.t.Fatal(err)
	}
	path, _, _ = strings.Cut(path, "?")
	operation := operationAt(s.routes, strings.Replace(method, "HEAD", "GET", 1), path)
	if operation == "" {
		return
	}
	if err := k.check(operation, resp.StatusCode, resp.Header, body); err != nil {
		s.t.Errorf("%s (%s) is not as openapi.json says: %v", method+" "+path, operation, err)
	}
}

// operationAt finds the operation that a path belongs to, or returns "". Where
// patterns compete, that with fewer parameters counts.
func operationAt(routes gin.RoutesInfo, method, path string) (operation string) {
	segments, fewest := strings.Split(path, "/"), math.MaxInt
	for _, r := range routes {
		patterns, parameters := strings.Split(r.Path, "/"), 0
		matches := r.Method == method && len(patterns) == len(segments)
		for i := range patterns {
			isParameter := strings.HasPrefix(patterns[i], ":") || strings.HasPrefix(patterns[i], "*")
			if isParameter {
				parameters++
			}
			matches = matches && (isParameter && segments[i] != "" || patterns[i] == segments[i])
		}
		if matches && parameters < fewest {
			operation, fewest = method+" "+server.OpenAPIPath(r.Path), parameters
		}
	}
	return operation
}

// Every route is described, and every description is of a route.
func TestContractNamesTheRoutes(t *testing.T) {
	s := start(t, everything(t))
	described, err := readContract([]byte(s.do("GET", "/openapi.json", "", asDesk).body))
	if err != nil {
		t.Fatal(err)
	}
	routes := map[string]bool{}
	for _, r := range s.handler.Routes() {
		if r.Method != http.MethodHead { // of every GET
			routes[r.Method+" "+server.OpenAPIPath(r.Path)] = true
		}
	}
	for route := range routes {
		if described.operations[route] == nil {
			t.Errorf("%s is not described", route)
		}
	}
	full, err := fullContract()
	if err != nil {
		t.Fatal(err)
	}
	for operation := range full.operations {
		if !routes[operation] {
			t.Errorf("%s is described, but no route", operation)
		}
	}
}

// A server describes what it has, at its own address.
func TestContractOfAServer(t *testing.T) {
	s := start(t)
	text := s.do("GET", "/openapi.json", "", "Host: localhost:1234").body
	k, err := readContract([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if k.operations["POST /studio/covers"] != nil || k.operations["GET /s/{id}"] != nil {
		t.Error("it describes routes that this server does not have")
	}
	if !strings.Contains(text, `"servers":[{"url":"http://127.0.0.1:8080"}]`) || strings.Contains(text, "1234") {
		t.Error("it is not of the configured address")
	}
}

// The description is whole: references lead somewhere, parameters of paths are
// declared, identifiers are there once, and what needs no token is what the gate
// lets through.
func TestContractIsWhole(t *testing.T) {
	k, err := fullContract()
	if err != nil {
		t.Fatal(err)
	}
	var walk func(v any, at string)
	walk = func(v any, at string) {
		switch v := v.(type) {
		case map[string]any:
			if ref, is := v["$ref"].(string); is && k.object(v) == nil {
				t.Errorf("%s: %s leads nowhere", at, ref)
			}
			for name, member := range v {
				walk(member, at+"."+name)
			}
		case []any:
			for i, item := range v {
				walk(item, fmt.Sprintf("%s[%d]", at, i))
			}
		}
	}
	walk(k.document, "")
	ids := map[any]bool{}
	parameter := regexp.MustCompile(`\{(\w+)\}`)
	for name, operation := range k.operations {
		if id := operation["operationId"]; id == nil || ids[id] {
			t.Errorf("%s: operationId %v", name, id)
		}
		ids[operation["operationId"]] = true
		_, path, _ := strings.Cut(name, " ")
		item := k.document["paths"].(map[string]any)[path].(map[string]any)
		shared, _ := item["parameters"].([]any)
		own, _ := operation["parameters"].([]any)
		declared := map[any]bool{}
		for _, p := range slices.Concat(shared, own) {
			if o := k.object(p); o["in"] == "path" {
				declared[o["name"]] = true
			}
		}
		for _, m := range parameter.FindAllStringSubmatch(path, -1) {
			if !declared[m[1]] {
				t.Errorf("%s: %s is not declared", name, m[1])
			}
			delete(declared, m[1])
		}
		if len(declared) > 0 {
			t.Errorf("%s: declares %v", name, slices.Collect(maps.Keys(declared)))
		}
		security, given := operation["security"].([]any)
		public := given && len(security) == 0
		pattern := name
		for route := range gate.PublicRoutes {
			if server.OpenAPIPath(route) == name {
				pattern = route
			}
		}
		if public != gate.PublicRoutes[pattern] {
			t.Errorf("%s: described as public is %v, which the gate denies", name, public)
		}
	}
}

// Whatever a route is asked, with sense or without, it answers as described.
func TestContractOfEveryRoute(t *testing.T) {
	s := start(t, everything(t))
	sample := strings.NewReplacer(":id", "a", ":hash", strings.Repeat("0", 32), ":seal", "k.x", ":payload", "e30", ":key", "x", ":name", "x", "*file", "page.html")
	bodies := map[string]string{
		"application/json":                  `{"template":"poster","article_id":"a"}`,
		"text/html":                         newsPage,
		"application/x-www-form-urlencoded": "token=wrong",
		"image/png":                         "no picture",
		"":                                  "",
	}
	for _, r := range s.handler.Routes() {
		if r.Path == "/studio/events" { // never ends
			continue
		}
		file := map[string]string{"/assets/:file": "home.css", "/demo/:file": "demo.css"}[r.Path]
		if file == "" {
			file = "poster.jpg"
		}
		path := sample.Replace(strings.Replace(r.Path, ":file", file, 1))
		for contentType, body := range bodies {
			if r.Method == http.MethodGet || r.Method == http.MethodHead {
				if contentType != "" {
					continue
				}
				s.do(r.Method, path+"?theme=blue&limit=x&article=nothing", "", asDesk)
			}
			s.do(r.Method, path, body, "Content-Type: "+contentType, asDesk)
			s.do(r.Method, path, body, "Content-Type: "+contentType)
		}
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 410 && got.StatusCode != 200 {
		t.Errorf("after all that: %d", got.StatusCode)
	}
}

// A client finds every code in the description.
func TestContractNamesTheCodes(t *testing.T) {
	text, err := server.Description()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range server.Codes() {
		if !regexp.MustCompile(`\b` + code + `\b`).Match(text) {
			t.Errorf("%s is not described", code)
		}
	}
}
