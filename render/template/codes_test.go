package template

import (
	"fmt"
	"sync"
	"testing"
)

func TestCodesAreBounded(t *testing.T) {
	var c codes
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 50 {
				address := fmt.Sprintf("https://news.example.com/%d", (g+i)%40)
				src, err := c.qr(address)
				if want, _ := qrAddress(address); err != nil || src != want {
					t.Errorf("%s: another code, %v", address, err)
				}
			}
		})
	}
	wg.Wait()
	if len(c.recent) > maxCodes {
		t.Errorf("%d codes are kept", len(c.recent))
	}
	if src, err := c.qr("http://localhost/"); src != "" || err != nil {
		t.Errorf("localhost: %q, %v", src, err)
	}
}

// TestKeptCodeHasItsWidth: what is kept is as wide as what is made anew.
func TestKeptCodeHasItsWidth(t *testing.T) {
	var c codes
	for _, address := range []string{"https://a.example/1", "https://news.example.com/2026/09/18/wind-power", "ftp://no.example"} {
		for range 2 {
			got, err := c.qrWidth(address)
			if want, _ := qrWidth(address); err != nil || got != want {
				t.Errorf("%s: %d, %v; want %d", address, got, err, want)
			}
		}
	}
}
