package encode

import (
	"errors"
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	for _, tt := range []struct {
		format    Format
		ext, mime string
		words     []string
	}{
		{PNG, "png", "image/png", []string{"png"}},
		{JPEG, "jpg", "image/jpeg", []string{"jpg", "jpeg"}},
		{WebP, "webp", "image/webp", []string{"webp"}},
	} {
		if tt.format.Ext() != tt.ext || tt.format.MIME() != tt.mime || FormatOfMIME(tt.mime) != tt.format {
			t.Errorf("%s: ending %q, media type %q", tt.format, tt.format.Ext(), tt.format.MIME())
		}
		for _, word := range tt.words {
			if got, err := ParseFormat(word); got != tt.format || err != nil {
				t.Errorf("%q means %q, %v", word, got, err)
			}
		}
	}
	for _, word := range []string{"", "gif", "PNG", ".png", "image/png"} {
		if _, err := ParseFormat(word); !errors.Is(err, ErrFormat) || !strings.HasSuffix(err.Error(), "must be png, jpg or webp") {
			t.Errorf("%q: %v", word, err)
		}
	}
	if f := FormatOfMIME("image/gif"); f != "" || f.Ext() != "" || f.MIME() != "" {
		t.Errorf("image/gif is %q", f)
	}
	if got := FormatWords("."); got != ".png, .jpg or .webp" {
		t.Errorf("words are %q", got)
	}
}
