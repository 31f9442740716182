package main

import (
	"bytes"
	"encoding/json"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "golang.org/x/image/webp"
)

// Programs find the article's title, address and source in the file of a card, and, where it
// was made by machine, its revision and TC260's property, whatever its format and its limit
// on bytes.
func TestMetadataIsReadBack(t *testing.T) {
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--ai-producer", "001191110000DEMO000000")
	t.Run("made by machine", func(t *testing.T) { readMetadata(t, address, `,"ai":"all"`) })
	t.Run("made by people", func(t *testing.T) { readMetadata(t, address, "") })
}

func readMetadata(t *testing.T, address, ai string) {
	article := `{"title":"江城 <头条> & 摘要","url":"https://news.example.com/a?b=1&c=2","source":{"name":"江城晚报"}` + ai + `}`
	id := "a" + strconv.Itoa(len(ai))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, address+"/v1/articles/"+id, strings.NewReader(article))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	stored, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	stored.Body.Close()
	tool, missing := exec.LookPath("exiftool")
	for _, file := range []string{"thumb.jpg", "poster.jpg", "poster.png", "link.png", "poster.webp", "link.webp"} {
		answer, err := http.Get(address + "/v1/articles/" + id + "/cards/" + file)
		if err != nil {
			t.Fatal(err)
		}
		var picture bytes.Buffer
		_, err = picture.ReadFrom(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != 200 {
			t.Fatalf("%s: %d %v", file, answer.StatusCode, err)
		}
		if _, _, err := image.Decode(bytes.NewReader(picture.Bytes())); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if file == "thumb.jpg" && picture.Len() > 32768 {
			t.Errorf("%s has %d bytes", file, picture.Len())
		}
		machine := bytes.Contains(picture.Bytes(), []byte(`<TC260:AIGC>{"Label":"1","ContentProducer":"001191110000DEMO000000"`))
		if machine != (ai != "") {
			t.Errorf("%s has TC260's property: %t", file, machine)
		}
		if missing != nil {
			continue
		}
		path := filepath.Join(t.TempDir(), file)
		if err := os.WriteFile(path, picture.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, "-json", "-XMP:all", path).CombinedOutput()
		var said []struct {
			Title, Source, Publisher string
			VersionID                any
			AIGC                     any
		}
		if err != nil || json.Unmarshal(out, &said) != nil || len(said) != 1 {
			t.Fatalf("%s: %v %s", file, err, out)
		}
		if s := said[0]; s.Title != "江城 <头条> & 摘要" || s.Source != "https://news.example.com/a?b=1&c=2" ||
			s.Publisher != "江城晚报" || (s.VersionID == 1.0) != (ai != "") || (s.AIGC != nil) != (ai != "") {
			t.Errorf("%s: %s", file, out)
		}
	}
	if missing != nil {
		t.Log("exiftool is not installed (apt-get install libimage-exiftool-perl): the files were read by their bytes only")
	}
}
