package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkFirstCard runs "sharecard render" as a process of its own, from its
// start to the card on disk: as the program is, and with Go's own GOGC, which turns
// goruntime.CollectLater off.
func BenchmarkFirstCard(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	article := filepath.Join(b.TempDir(), "article.json")
	if err := os.WriteFile(article, []byte(`{"title":"城市书房夜间开放","url":"https://news.example.com/a1"}`), 0o600); err != nil {
		b.Fatal(err)
	}
	run := func(env ...string) func(*testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				cmd := exec.Command(self, "render", "--template", "poster", article, "-o", filepath.Join(b.TempDir(), "card.jpg"))
				cmd.Env = append(os.Environ(), env...)
				cmd.Args[0] = "sharecard" // what testscript.Main knows the program by
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
			}
		}
	}
	b.Run("as-it-is", run())
	b.Run("GOGC=100", run("GOGC=100"))
}
