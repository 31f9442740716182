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
	"sharecard/fonts":             {"fonts/woff"},
	"sharecard/templates":         {"render/colorspace", "render/text/words", "templates/almanac"},
	"sharecard/templates/almanac": {},
	"sharecard/render/pathdata":   {},
	"sharecard/render/css":        {"render/colorspace", "render/pathdata"},
	"sharecard/render/dom":        {},
	"sharecard/render/style":      {"render/colorspace", "render/css", "render/dom", "render/pathdata"},
	"sharecard/render/layout":     {"render/style"},
	"sharecard/render/text":       {"fonts", "render/style", "render/layout", "render/text/words"},
	"sharecard/fonts/woff":        {},
	"sharecard/render/text/words": {},
	"sharecard/render/box":        {"render/dom", "render/style", "render/layout", "render/text"},
	"sharecard/render/resample":   {},
	"sharecard/render/colorspace": {},
	"sharecard/render/raster":     {},
	"sharecard/render/glyph":      {"fonts", "render/raster"},
	"sharecard/render/paint": {"render/colorspace", "render/pathdata", "render/style", "render/layout", "render/text", "render/raster",
		"render/glyph", "render/resample", "render/filter"},
	"sharecard/render/filter": {"render/raster", "render/style"},
	"sharecard/render/svg":    {"render/css", "render/filter", "render/pathdata", "render/raster", "render/style"},
	"sharecard/render/lettering": {
		"fonts", "render/glyph", "render/layout", "render/raster", "render/style", "render/svg", "render/text",
	},
	"sharecard/render/internal/huffman": {},
	"sharecard/render/internal/sample":  {},
	"sharecard/render/internal/palette": {},
	"sharecard/render/png":              {"render/internal/huffman", "render/internal/palette"},
	"sharecard/render/jpeg":             {"render/internal/huffman"},
	"sharecard/render/webp/vp8l":        {"render/internal/huffman", "render/internal/palette"},
	"sharecard/render/webp/vp8":         {},
	"sharecard/render/webp":             {"render/webp/vp8", "render/webp/vp8l"},
	"sharecard/render/encode":           {"render/png", "render/jpeg", "render/webp", "render/webp/vp8", "render/webp/vp8l"},
	"sharecard/render/template":         {"fonts", "render/css", "render/dom", "render/style", "render/svg", "render/photo", "render/encode"},
	"sharecard/render/photo":            {"render/jpeg"},
	"sharecard/render": {
		"fonts", "render/css", "render/dom", "render/style", "render/layout",
		"render/text", "render/box", "render/glyph", "render/resample", "render/paint", "render/svg", "render/lettering",
		"render/encode", "render/template",
	},

	// The service. What stands alone:
	internal + "auth/credential": {},
	internal + "charset":         {},
	internal + "fetch":           {},
	internal + "goruntime":       {},
	internal + "licenses":        {},
	internal + "objects":         {service + "wholefile"},
	internal + "plaintext":       {service + "strictjson"},
	internal + "progress":        {},
	internal + "purge":           {},
	internal + "recent":          {},
	internal + "strictjson":      {},
	internal + "throttle":        {},
	internal + "timing":          {},
	internal + "running":         {},
	internal + "plainfiles":      {},
	internal + "wechat":          {},
	internal + "wholefile":       {},
	// What is known of articles and of those who ask. None of it knows a database.
	internal + "article":         {service + "strictjson"},
	internal + "article/extract": {service + "article", service + "charset", service + "plaintext", service + "strictjson"},
	internal + "article/lenient": {service + "article", service + "plaintext", service + "strictjson"},
	internal + "article/sample":  {service + "article"},
	internal + "auth":            {service + "auth/credential"},
	internal + "auth/signed":     {service + "article", service + "auth", service + "auth/credential", service + "strictjson"},
	internal + "picture":         {"render/photo", "render/png", service + "article", service + "article/sample", service + "fetch"},
	internal + "site": {
		service + "article", service + "article/extract", service + "fetch", service + "running", service + "throttle",
	},
	internal + "upstream": {service + "article", service + "article/lenient", service + "charset", service + "running"},

	// Cards, and lists of them.
	internal + "subject": {"render/colorspace"},
	internal + "card": {
		"render", "render/colorspace", "render/css", "render/encode", "render/photo", "templates",
		service + "article", service + "picture", service + "strictjson", service + "subject",
	},
	// Where cards are posted.
	internal + "platform": {"render/encode", service + "card"},
	// Articles of a spreadsheet.
	internal + "sheet": {service + "article", service + "article/lenient"},
	// What is wrong with a page that is shared.
	internal + "preflight": {service + "charset", service + "fetch", service + "platform"},
	// What programs that speak the Model Context Protocol may do.
	internal + "agent": {
		"render/css", service + "article", service + "card", service + "job", service + "platform", service + "preflight", service + "strictjson",
	},
	internal + "batch": {"render", service + "card", service + "job", service + "strictjson", service + "wholefile"},
	internal + "job": {
		"render/encode", service + "article", service + "article/lenient", service + "card", service + "platform", service + "strictjson",
	},
	internal + "kit":     {"render", service + "card", service + "platform"},
	internal + "metrics": {"render", service + "card"},
	// Who may have them, and the stores, which implement what publish declares.
	internal + "publish": {service + "article", service + "auth", service + "card", service + "job", service + "objects", service + "timing"},
	internal + "webhook": {},
	internal + "queue":   {service + "article", service + "webhook"},
	internal + "sqlite": {
		service + "article", service + "objects", service + "publish", service + "queue", service + "recent", service + "upstream",
		service + "wholefile",
	},
	internal + "postgres": {
		service + "article", service + "objects", service + "publish", service + "queue", service + "recent", service + "upstream",
	},
	internal + "s3":   {service + "objects"},
	internal + "move": {service + "datadir", service + "postgres", service + "publish", service + "sqlite"},
	// For tests alone.
	internal + "storetest": {service + "article", service + "objects", service + "publish", service + "queue", service + "s3",
		service + "upstream"},
	internal + "datadir": {service + "objects", service + "sqlite"},
	internal + "backup":  {service + "wholefile"},
	// HTTP, on gin.
	internal + "server/listen": {},
	internal + "server/share":  {},
	internal + "server/demo":   {service + "article", service + "article/sample"},
	internal + "server/words":  {},
	internal + "server/home":   {"render", service + "article", service + "card", service + "kit", service + "server/words"},
	internal + "server/studio": {
		"fonts", "render", "render/css", "templates", service + "article", service + "card", service + "plainfiles", service + "server/words",
	},
	internal + "server/problem": {
		"render", service + "article", service + "article/extract", service + "auth/signed", service + "card", service + "fetch",
		service + "kit", service + "picture", service + "publish", service + "queue", service + "server/studio",
		service + "server/words", service + "sheet", service + "site",
		service + "strictjson",
		service + "upstream", service + "wechat",
	},
	internal + "server/gate": {service + "auth", service + "card", service + "server/listen", service + "server/problem",
		service + "throttle", service + "timing"},
	internal + "server": {
		"render", "render/css", "render/encode", service + "agent", service + "article", service + "article/extract",
		service + "article/lenient", service + "article/sample",
		service + "auth", service + "auth/signed", service + "card", service + "fetch", service + "job", service + "kit",
		service + "picture", service + "platform",
		service + "preflight", service + "publish", service + "queue",
		service + "server/demo", service + "server/gate", service + "server/home", service + "server/listen",
		service + "server/problem", service + "server/share", service + "server/studio", service + "server/words", service + "sheet",
		service + "strictjson",
		service + "throttle", service + "wechat",
		service + "timing",
	},
}

// service is the folder of what only the service needs, internal the same in
// import paths. Each package there has its line above.
const (
	service  = "cmd/sharecard/internal/"
	internal = "sharecard/" + service
)

// above lists, for packages of others, those of ours that may depend on them,
// directly or through others, by how their import paths begin. Commands may as well.
var above = map[string][]string{
	"github.com/gin-gonic/gin":     {internal + "server"},
	"modernc.org/sqlite":           {internal + "sqlite", internal + "datadir", internal + "backup", internal + "move"},
	"github.com/jackc/pgx/v5":      {internal + "postgres", internal + "move", internal + "storetest"},
	"github.com/minio/minio-go/v7": {internal + "s3", internal + "storetest"},
}

// oracle is a command for developers; it serves fixtures to a browser.
const oracle = "sharecard/render/internal/oracle"

// The library knows nothing of the service that uses it.
var notBelowRender = []string{"net/http", "github.com/gin-gonic/gin"}

// Within the library one package alone draws on gg's canvas: all others draw through it.
const (
	gg     = "github.com/fogleman/gg"
	raster = "sharecard/render/raster"
)

func TestImportsGoOneWay(t *testing.T) {
	for pkg, list := range listed(t, "Imports") {
		allowed, known := below[pkg]
		if strings.HasPrefix(pkg, internal) && !known {
			t.Errorf("%s has no line that says what is below it", pkg)
		}
		for _, imp := range list {
			if strings.HasPrefix(pkg, "sharecard/render") && pkg != oracle && slices.Contains(notBelowRender, imp) {
				t.Errorf("%s imports %s", pkg, imp)
			}
			if imp == gg && strings.HasPrefix(pkg, "sharecard/render") && pkg != raster {
				t.Errorf("%s imports gg, which only %s does", pkg, raster)
			}
			own, ok := strings.CutPrefix(imp, "sharecard/")
			if ok && known && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which is not below it", pkg, imp)
			}
		}
	}
}

// The HTTP framework and the database are linked where they are used and nowhere
// else.
func TestOthersPackagesStayBelow(t *testing.T) {
	used := map[string]bool{}
	for pkg, list := range listed(t, "Deps") {
		if !strings.HasPrefix(pkg, internal) {
			continue
		}
		for _, dep := range list {
			packages, bound := above[dep]
			if !bound {
				continue
			}
			used[dep] = true
			if !slices.ContainsFunc(packages, func(p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") }) {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
	for dep := range above {
		if !used[dep] {
			t.Errorf("nothing depends on %s", dep)
		}
	}
}

// listed returns one of the lists that go list has of each package of the module.
func listed(t *testing.T, field string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}: {{join .`+field+` " "}}`, "sharecard/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	lists := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		pkg, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		lists[pkg] = strings.Fields(list)
	}
	return lists
}
