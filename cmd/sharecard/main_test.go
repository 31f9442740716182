package main

import (
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "golang.org/x/image/webp"
)

// patience is how long tests wait for what must come. It passes no judgement: a busy machine
// takes longer.
const patience = time.Minute

// TestMain makes this binary answer to the name sharecard, so that scripts and
// tests run the real main.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sharecard": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"picture": checkPicture,
			"status":  checkStatus,
		},
	})
}

// checkPicture is the script command "picture FILE WxH FORMAT"; * is any size.
func checkPicture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: picture FILE WxH FORMAT")
	}
	head, format, err := image.DecodeConfig(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	width, height, _ := strings.Cut(args[1], "x")
	matches := func(want string, got int) bool { return want == "*" || want == strconv.Itoa(got) }
	if format != args[2] || !matches(width, head.Width) || !matches(height, head.Height) {
		ts.Fatalf("%s is a %s of %dx%d, not a %s of %s", args[0], format, head.Width, head.Height, args[2], args[1])
	}
}

// checkStatus is the script command "status N PROGRAM ARGS…": it runs a program
// and checks its exit status.
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N PROGRAM ARGS…")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := 0
	if exit, ok := err.(*exec.ExitError); ok {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(status) != args[0] {
		ts.Fatalf("exit status %d, not %s", status, args[0])
	}
}

func sharecard(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("sharecard")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		t.Fatalf("%s: %v", path, err)
	}
	return path
}
