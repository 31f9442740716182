package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// The recipes of the READMEs for a scheduled post do what they say.
func TestPostRecipes(t *testing.T) {
	for program, file := range map[string]string{"python3": "post.py", "node": "post.mjs"} {
		t.Run(file, func(t *testing.T) {
			path, err := exec.LookPath(program)
			if err != nil {
				t.Skipf("%s, which runs %s, is not installed", program, file)
			}
			address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
			command := exec.CommandContext(t.Context(), path, "../../.readme/"+file)
			command.Env = append(os.Environ(), "SHARECARD="+address)
			out, err := command.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			said := regexp.MustCompile(`^post (http\S+) .*夜班公交延长至凌晨一点.*\npost again (http\S+)\nwithdrawn\n$`).FindSubmatch(out)
			if said == nil || string(said[1]) == string(said[2]) {
				t.Fatalf("it says %s", out)
			}
			for _, posted := range said[1:] {
				if status, _ := get(t, string(posted)); status != 410 {
					t.Errorf("%s answers %d after the withdrawal", posted, status)
				}
			}
		})
	}
}
