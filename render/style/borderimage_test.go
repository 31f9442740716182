package style

import (
	"reflect"
	"testing"
)

// Each property of the family is set and inherited alone, and border takes them all back.
func TestBorderImage(t *testing.T) {
	root, _ := computedWith(t, `
		#a { border-image: url(a.png) 10% 4 fill / 2 auto 3px / 1px 2 space; }
		#b { border-image-source: linear-gradient(red, blue); border-image-width: inherit; }
		#c { border-image-slice: 5; border-image-source: inherit; }
		#d { border-image: inherit; border: 1px solid; }`,
		"<div id=a><p id=b></p><p id=c></p><p id=d></p></div>", Options{})
	a := find(root, "a").Style.BorderImage
	if a == nil {
		t.Fatal("no border image")
	}
	twice, auto := BorderImageEdge{Length: Px(0), Factor: 2}, BorderImageEdge{}
	want := &BorderImage{
		Source: URL{Src: "a.png"}, Slice: [4]Length{Percent(10), Px(4), Percent(10), Px(4)}, Fill: true,
		Width:   [4]BorderImageEdge{twice, auto, {Length: Px(3)}, auto},
		Outset:  [4]BorderImageEdge{{Length: Px(1)}, twice, {Length: Px(1)}, twice},
		RepeatX: RepeatSpace, RepeatY: RepeatSpace,
	}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("a: %+v\nwant %+v", a, want)
	}
	b := find(root, "b").Style.BorderImage
	if b == nil || b.Width != want.Width || b.Slice != initialBorderImage.Slice || b.Fill || b.RepeatX != RepeatStretch {
		t.Errorf("b: %+v", b)
	}
	c := find(root, "c").Style.BorderImage
	if c == nil || c.Source != want.Source || c.Slice[0] != Px(5) || c.Fill || c.Width != initialBorderImage.Width {
		t.Errorf("c: %+v", c)
	}
	if d := find(root, "d").Style.BorderImage; d != nil {
		t.Errorf("d: %+v", d)
	}
}
