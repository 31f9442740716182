package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// openBrowser starts a headless Chromium with one tab, and skips where there is
// none. complaints returns what pages wrote to its console, refused requests
// and violations of the content policy among it.
func openBrowser(t *testing.T) (tab context.Context, complaints func() string) {
	t.Helper()
	if testing.Short() {
		t.Skip("looks at pages in a browser; run without -short")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("there is no chromium to look at the page with: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	tab, cancel = chromedp.NewContext(allocator)
	t.Cleanup(cancel)

	var mu sync.Mutex
	var heard []string
	err = chromedp.Listen(tab, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			heard = append(heard, e.Entry.Text+" "+e.Entry.URL)
		case *runtime.EventExceptionThrown:
			heard = append(heard, fmt.Sprint(e.ExceptionDetails))
		case *runtime.EventConsoleAPICalled:
			for _, arg := range e.Args {
				heard = append(heard, fmt.Sprint(e.Type, " ", string(arg.Value), " ", arg.Description))
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return tab, func() string {
		mu.Lock()
		defer mu.Unlock()
		return strings.Join(heard, "\n")
	}
}

// until waits until a JavaScript expression is true.
func until(expression string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if _, err := chromedp.Poll[bool](expression)(ctx, target); err != nil {
			return chromedp.Void{}, fmt.Errorf("%s: %w", expression, err)
		}
		return chromedp.Void{}, nil
	}
}

// fitsWindow fails where the page is wider than a window of one of the widths.
func fitsWindow(t *testing.T, tab context.Context, widths ...int64) {
	t.Helper()
	for _, width := range widths {
		if err := chromedp.Do(tab, chromedp.EmulateViewport(width, 900)); err != nil {
			t.Fatal(err)
		}
		overflow, err := chromedp.Run(tab, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`))
		if err != nil {
			t.Fatal(err)
		}
		if overflow {
			t.Errorf("at %d px the page is wider than the window", width)
		}
	}
}
