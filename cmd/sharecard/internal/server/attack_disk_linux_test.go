package server_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
)

// smallDisk is a folder on a disk of its own, and fills it to the last byte.
func smallDisk(t *testing.T, size string) (folder string, fill func()) {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("file systems cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	folder = filepath.Join(disk, "data")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder, func() {
		t.Helper()
		f, err := os.OpenFile(filepath.Join(disk, "full"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for err == nil {
			_, err = f.Write(make([]byte, 4096))
		}
	}
}

// On a disk that others keep full to the last byte, whatever room there may be for a
// moment, every withdrawal is kept, over restarts too, and reading goes on.
func TestAttackWithdrawOnAFullDisk(t *testing.T) {
	folder, fill := smallDisk(t, "24m")
	k := startKeeping(t, keepingConfig{folder: folder})
	address := func(n int) string { return fmt.Sprint("https://news.example/", n) }
	payload := func(n int) string {
		return sign(t, "site", "poster.png", signed.Payload{Article: &article.Article{Title: "题", URL: address(n)}})
	}
	const kinds = 5
	var gone []string
	for n := range 12 {
		k.ask("PUT", fmt.Sprint("/v1/articles/n", n), fmt.Sprintf(`{"title":"题","url":%q}`, address(n)))
	}
	kept := make([]string, 12)
	for n := range kept {
		kept[n] = k.path(fmt.Sprintf(`{"template":"poster","article_id":"n%d"}`, n))
	}
	single := k.path(`{"template":"poster","article":{"title":"单"}}`)
	fill()
	if got := k.ask("PUT", "/v1/articles/more", `{"title":"`+strings.Repeat("长", 500)+`"}`); got.StatusCode != 507 {
		t.Errorf("the disk is not full: %d", got.StatusCode)
	}
	withdraw := func(k *keeping, n int) {
		t.Helper()
		var got answer
		switch n % kinds {
		case 0:
			got = k.ask("DELETE", fmt.Sprint("/v1/articles/n", n), "")
		case 1:
			got = k.ask("POST", "/v1/withdrawals", fmt.Sprintf(`{"article_id":"n%d"}`, n))
		case 2:
			got = k.ask("POST", "/v1/withdrawals", fmt.Sprintf(`{"url":%q}`, address(n)))
		case 3:
			got = k.ask("POST", "/v1/withdrawals", fmt.Sprintf(`{"addresses":[%q]}`, publicURL+payload(n)))
		case 4:
			got = k.ask("POST", "/v1/withdrawals", fmt.Sprintf(`{"addresses":["%s/v1/articles/n%d/cards/poster.jpg"]}`, publicURL, n))
		}
		if got.StatusCode != 204 && got.StatusCode != 200 {
			t.Errorf("withdrawing %d: %d %s", n, got.StatusCode, got.body)
		}
		gone = append(gone, payload(n), kept[n], fmt.Sprintf("/v1/articles/n%d/cards/poster.jpg", n))
		fill()
	}
	for n := range 2 * kinds {
		withdraw(k, n)
	}
	if got := k.ask("POST", "/v1/withdrawals", `{"hashes":["`+single[3:35]+`"]}`); got.StatusCode != 200 {
		t.Errorf("a single card: %d %s", got.StatusCode, got.body)
	}
	gone = append(gone, single)
	k.expect("withdrawn", gone, 410)
	k.expect("others", []string{kept[11], payload(11), "/v1/articles/n11/cards/poster.jpg"}, 200)
	if got := k.ask("GET", "/v1/articles", ""); strings.Contains(got.body, `"n0"`) || !strings.Contains(got.body, `"n11"`) {
		t.Errorf("listed: %s", got.body)
	}
	if err := k.data.Close(); err != nil {
		t.Error(err)
	}
	fill()

	later := startKeeping(t, keepingConfig{folder: folder})
	later.expect("after a restart", gone, 410)
	withdraw(later, 10)
	later.expect("after a restart", gone, 410)

	// As soon as there is room they stand in the database.
	if err := os.Remove(filepath.Join(filepath.Dir(folder), "full")); err != nil {
		t.Fatal(err)
	}
	if got := later.ask("PUT", "/v1/articles/more", `{"title":"题"}`); got.StatusCode != 201 {
		t.Errorf("with room: %d %s", got.StatusCode, got.body)
	}
	later.expect("with room", gone, 410)
	if err := later.data.Close(); err != nil {
		t.Error(err)
	}
	if err := os.Remove(filepath.Join(folder, "sharecard.db-reserve")); err != nil {
		t.Fatal(err)
	}
	last := startKeeping(t, keepingConfig{folder: folder})
	last.expect("moved to the database", gone, 410)
}
