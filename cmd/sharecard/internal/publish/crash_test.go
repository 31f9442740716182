package publish_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// body is the content of card n: long enough to be written in pieces.
func body(n int) []byte { return bytes.Repeat([]byte{byte(n)}, 300_000+n) }

// writeUntilKilled keeps cards and says which ones are kept.
func writeUntilKilled(dir string) {
	s, err := openKeeper(context.Background(), config{folder: dir})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	first := 0
	fmt.Sscan(os.Getenv("PUBLISH_TEST_FIRST"), &first)
	for n := first; ; n++ {
		if _, err := s.Put(context.Background(), card(n, "a"), body(n)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("kept", n)
	}
}

// A process that is killed while it writes leaves every card it spoke of, and
// no part of another.
func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	last := 0
	for round := range 4 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "PUBLISH_TEST_WRITE="+dir, fmt.Sprint("PUBLISH_TEST_FIRST=", last+1))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		for i := range 3 + round { // kept; then kill it within the next
			line, err := lines.ReadString('\n')
			if err != nil || !strings.HasPrefix(line, "kept ") {
				t.Fatalf("%q %v", line, err)
			}
			if i == 2+round {
				_ = child.Process.Kill()
			}
			fmt.Sscanf(line, "kept %d", &last)
		}
		rest, _ := io.ReadAll(lines)
		for line := range strings.Lines(string(rest)) {
			fmt.Sscanf(line, "kept %d", &last)
		}
		_ = child.Wait()

		s := open(t, config{folder: dir})
		for n := 1; n <= last; n++ {
			if got := read(t, s, hash(n)); got != string(body(n)) {
				t.Errorf("round %d: card %d was kept and is %d bytes: %.20s", round, n, len(got), got)
			}
		}
		// What was under way is whole or not there.
		if got := read(t, s, hash(last+1)); got != "not found" && got != string(body(last+1)) {
			t.Errorf("round %d: %d bytes of card %d are read", round, len(got), last+1)
		}
		tidy(t, s)
		for _, name := range files(t, dir) {
			if strings.HasPrefix(name, "tmp/") {
				t.Errorf("round %d: %s is left", round, name)
			}
		}
		if _, err := s.Find(t.Context(), hash(last+1)); err == nil {
			last++
		}
		s.Close()
	}
}
