package render_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// below lists, for each package of the module, the packages of the module it
// may import: one way, downwards. A package that is not named here is a
// command's own and may import what it likes.
var below = map[string][]string{
	"sharecard/fonts":             {},
	"sharecard/templates":         {"render/text/words"},
	"sharecard/render/css":        {},
	"sharecard/render/dom":        {},
	"sharecard/render/style":      {"render/css", "render/dom"},
	"sharecard/render/layout":     {"render/style"},
	"sharecard/render/text":       {"fonts", "render/style", "render/layout", "render/text/words"},
	"sharecard/render/text/words": {},
	"sharecard/render/box":        {"render/dom", "render/style", "render/layout", "render/text"},
	"sharecard/render/paint":      {"fonts", "render/style", "render/layout", "render/text"},
	"sharecard/render/svg":        {"render/css"},
	"sharecard/render/decode":     {},
	"sharecard/render/encode":     {},
	"sharecard/render": {
		"fonts", "render/css", "render/dom", "render/style", "render/layout",
		"render/text", "render/box", "render/paint", "render/svg", "render/encode",
	},

	// The service: what stands alone, what it is built of, then the service itself.
	internal + "backup":          {},
	internal + "credential":      {},
	internal + "fetch":           {},
	internal + "licenses":        {},
	internal + "progress":        {},
	internal + "purge":           {},
	internal + "sqlitefault":     {},
	internal + "strictjson":      {},
	internal + "throttle":        {},
	internal + "wechat":          {},
	internal + "wholefile":       {},
	internal + "access":          {service + "credential"},
	internal + "picture":         {"render/decode"},
	internal + "permanent":       {service + "sqlitefault"},
	internal + "article":         {service + "sqlitefault", service + "strictjson"},
	internal + "article/extract": {service + "article", service + "strictjson"},
	internal + "signed":          {service + "article", service + "credential", service + "strictjson"},
	internal + "upstream":        {service + "article"},
	internal + "card":            {"fonts", "render", "render/css", "templates", service + "article", service + "fetch"},
	internal + "batch":           {"render", service + "card", service + "strictjson", service + "wholefile"},
	internal + "kit":             {"render", service + "card"},
	internal + "metrics":         {"render", service + "card"},
	internal + "server/studio":   {"fonts", "render", "render/css", "templates", service + "article", service + "card"},
	internal + "server": {
		"render", service + "access", service + "article", service + "article/extract", service + "card", service + "fetch",
		service + "kit", service + "permanent", service + "picture", service + "server/studio", service + "signed",
		service + "strictjson", service + "throttle", service + "upstream", service + "wechat",
	},
}

// service is the folder of what only the service needs, internal the same in
// import paths. Each package there has its line above.
const (
	service  = "cmd/sharecard/internal/"
	internal = "sharecard/" + service
)

// oracle is a command for developers; it serves fixtures to a browser.
const oracle = "sharecard/render/internal/oracle"

// The library knows nothing of the service that uses it.
var notBelowRender = []string{"net/http", "github.com/gin-gonic/gin"}

func TestImportsGoOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}: {{join .Imports " "}}`, "sharecard/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		pkg, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		allowed, known := below[pkg]
		if strings.HasPrefix(pkg, internal) && !known {
			t.Errorf("%s has no line that says what is below it", pkg)
		}
		for _, imp := range strings.Fields(list) {
			if strings.HasPrefix(pkg, "sharecard/render") && pkg != oracle && slices.Contains(notBelowRender, imp) {
				t.Errorf("%s imports %s", pkg, imp)
			}
			own, ok := strings.CutPrefix(imp, "sharecard/")
			if ok && known && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which is not below it", pkg, imp)
			}
		}
	}
}
