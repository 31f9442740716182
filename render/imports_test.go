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
	"sharecard/templates":         {},
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
	"sharecard/cmd/sharecard/internal/strictjson":      {},
	"sharecard/cmd/sharecard/internal/article":         {"cmd/sharecard/internal/strictjson"},
	"sharecard/cmd/sharecard/internal/article/extract": {"cmd/sharecard/internal/article", "cmd/sharecard/internal/strictjson"},
	"sharecard/cmd/sharecard/internal/fetch":           {},
	"sharecard/cmd/sharecard/internal/card": {
		"fonts", "render", "render/css", "templates",
		"cmd/sharecard/internal/article", "cmd/sharecard/internal/fetch",
	},
}

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
