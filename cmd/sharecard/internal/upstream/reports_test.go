package upstream_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

// What people reported of upstreams comes out right: cms.py of the reports is one
// with a case for each ID.
func TestReports(t *testing.T) {
	reports := os.Getenv("SHARECARD_REPORTS")
	if reports == "" {
		t.Skip("SHARECARD_REPORTS names no folder of reports")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3, which runs cms.py, is not there")
	}
	const address = "127.0.0.1:18123"
	cms := exec.Command(python, filepath.Join(reports, "cms.py"))
	if err := cms.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cms.Process.Kill()
		_ = cms.Wait()
	}()
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			_ = connection.Close()
			break
		}
		if time.Since(began) > 10*time.Second {
			t.Fatal(err)
		}
	}
	config := upstream.Config{URL: "http://" + address + "/{id}", Mapping: mapping(t, `
		title = data.headline
		summary = data.abstract
		published_at = data.publish_time
		url = data.link
		cover.url = data.pic`)}
	const (
		title   = `"title":"城市书房夜间开放",`
		summary = `"summary":"今晚起三十家城市书房延长开放到午夜。",`
		at      = `"published_at":"2024-05-01T09:30:00+08:00",`
		link    = `"url":"https://news.example/a1",`
		octet   = `"cover":{"url":"http://127.0.0.1:18122/octet"}`
	)
	cover := func(url string) string { return title + summary + at + link + `"cover":{"url":"` + url + `"}` }
	whole := title + summary + at + link + octet
	for id, want := range map[string]string{
		"plain": whole, "bom": whole, "gbk": whole, "html": whole, "arrpic": whole, "zwsp": whole, "lead": whole, "sumhtml": whole,
		"epoch": whole, "epochms": whole, "epochstr": whole, "zhtime": whole, "noseconds": whole, "slash": whole,
		"space":     cover("http://127.0.0.1:18122/a%20b.jpg"),
		"hanpath":   cover("http://127.0.0.1:18122/%E4%B8%AD%E6%96%87/%E5%9B%BE.jpg"),
		"protorel":  cover("https://127.0.0.1:18122/octet"),
		"relpic":    cover("https://news.example/upload/1.jpg"),
		"emptypic":  title + summary + at + `"url":"https://news.example/a1"`,
		"nullpic":   title + summary + at + `"url":"https://news.example/a1"`,
		"tags":      `"title":"城市书房夜间开放 三十家",` + summary + at + link + octet,
		"emptytime": title + summary + link + octet,
		"zerotime":  title + summary + link + octet,
		"rellink":   title + summary + at + octet,
		"emptylink": title + summary + at + octet,
		"nulls":     title + octet,
		"nl":        `"title":"城市书房 夜间开放",` + summary + at + link + octet,
		"ctrl":      `"title":"城市书房 夜间开放",` + summary + at + link + octet,
	} {
		a, err := upstream.Ask(t.Context(), config, id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if got, _ := article.Encode(a); string(got) != `{"id":"`+id+`",`+want+`}` {
			t.Errorf("%s: %s", id, got)
		}
		if (len(a.Dropped) > 0) != (id == "rellink") {
			t.Errorf("%s: %v", id, a.Dropped)
		}
	}
	long, err := upstream.Ask(t.Context(), config, "long")
	if err != nil || len([]rune(long.Summary)) != 5000 {
		t.Errorf("long: %v", err)
	}
}
