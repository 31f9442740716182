//go:build ignore

// Make writes licenses.txt.gz: the licence files of every module that the program
// is made of on any system we build for, each text once.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// systems are those whose modules count.
var systems = []string{"linux", "darwin", "windows"}

// root is the module's folder as seen from this one.
const root = "../../../.."

// licenceFile is what licences and notices are called.
var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|copyright|notice|patents|third-party)[^/]*$`)

// chosen are files that the rule above does not find: where a module is under
// several licences, the one we take.
var chosen = map[string]string{"github.com/golang/freetype": "licenses/ftl.txt"}

func main() {
	texts := map[string][]string{} // text → who it is for
	add := func(component, path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		t := tidy(string(text))
		if !slices.Contains(texts[t], component) {
			texts[t] = append(texts[t], component)
		}
	}
	add("sharecard", filepath.Join(root, "LICENSE"))
	add("word list", filepath.Join(root, "render/text/words/NOTICE.md"))
	goRoot := strings.TrimSpace(run("go", "env", "GOROOT"))
	add("Go", filepath.Join(goRoot, "LICENSE"))
	add("Go", filepath.Join(goRoot, "PATENTS"))
	for module, dir := range modules() {
		path, _, _ := strings.Cut(module, " ")
		found := 0
		entries, err := os.ReadDir(dir)
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range entries {
			if !e.IsDir() && licenceFile.MatchString(e.Name()) {
				add(module, filepath.Join(dir, e.Name()))
				found++
			}
		}
		if name := chosen[path]; name != "" {
			add(module, filepath.Join(dir, name))
		}
		if found == 0 {
			log.Fatalf("%s: no licence in %s", module, dir)
		}
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := z.Write(format(texts)); err != nil {
		log.Fatal(err)
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("licenses.txt.gz", packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// modules returns the folder of each module, by path and version.
func modules() map[string]string {
	dirs := map[string]string{}
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-f",
			"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "sharecard/cmd/sharecard")
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			log.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if module, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				dirs[module] = dir
			}
		}
	}
	return dirs
}

// format writes the texts in the order of the first component each is for.
func format(texts map[string][]string) []byte {
	for _, names := range texts {
		slices.Sort(names)
	}
	order := slices.SortedFunc(maps.Keys(texts), func(a, b string) int {
		if c := slices.Compare(texts[a], texts[b]); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	var b bytes.Buffer
	for _, text := range order {
		for _, name := range texts[text] {
			fmt.Fprintf(&b, "@@ %s\n", name)
		}
		fmt.Fprintf(&b, "%s\n", text)
	}
	return b.Bytes()
}

// tidy takes away what makes copies of one text differ: line ends, white space
// at the ends of lines, runs of blank lines.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		line = strings.TrimRight(line, " \t\n")
		if strings.HasPrefix(line, "@@ ") {
			log.Fatalf("a licence has the line %q", line)
		}
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func run(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		log.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}
