package paint

import (
	"image/color"
	"testing"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// square is an absolutely positioned box of 40×40 px.
func square(x, y float64, c color.NRGBA, set func(*style.Style), kids ...*layout.Box) *layout.Box {
	return box(x, y, 40, 40, func(s *style.Style) {
		s.BackgroundColor = c
		s.Position = style.Absolute
		if set != nil {
			set(s)
		}
	}, kids...)
}

func z(n int) func(*style.Style) {
	return func(s *style.Style) { s.ZIndex = style.ZIndex{Set: true, N: n} }
}

func hidden(s *style.Style) { s.OverflowX, s.OverflowY = style.OverflowHidden, style.OverflowHidden }

func TestPaintingOrder(t *testing.T) {
	red, green, blue, white := rgb(0xff0000), rgb(0x00ff00), rgb(0x0000ff), rgb(0xffffff)
	relative := func(s *style.Style) { s.Position = style.Relative }
	tests := []struct {
		name string
		kids []*layout.Box
		want color.NRGBA // at (20, 20)
	}{
		{"later over earlier", []*layout.Box{square(0, 0, red, nil), square(0, 0, green, nil)}, green},
		{"higher z-index over later", []*layout.Box{square(0, 0, red, z(2)), square(0, 0, green, z(1))}, red},
		{"positioned over flow", []*layout.Box{square(0, 0, red, nil), box(0, 0, 40, 40, bg(green))}, red},
		{"negative z-index under flow", []*layout.Box{box(0, 0, 40, 40, bg(green)), square(0, 0, red, z(-1))}, green},
		{"negative z-index over the background of its context", []*layout.Box{
			square(0, 0, red, z(0), square(0, 0, green, z(-1)))}, green},
		{"negative z-index leaves a box that is no context", []*layout.Box{
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = red; relative(s) }, square(0, 0, green, z(-1)))}, red},
		{"a context keeps its descendants together", []*layout.Box{
			square(0, 0, red, z(1), square(0, 0, green, z(99))), square(0, 0, blue, z(2))}, blue},
		{"without z-index descendants compete outside", []*layout.Box{
			square(0, 0, red, nil, square(0, 0, green, z(3))), square(0, 0, blue, z(2))}, green},
		{"opacity makes a context at level 0", []*layout.Box{
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = green; s.Opacity = 0.999 }), box(0, 0, 40, 40, bg(red))}, green},
		{"block backgrounds under all content", []*layout.Box{
			lines(40, 40, bg(red), run(face(t, "Noto Sans SC", 700), "█", 40, 0, 36, func(s *style.Style) { s.Color = green })),
			box(0, 0, 40, 40, bg(blue))}, green},
		{"flex items by order", []*layout.Box{box(0, 0, 40, 40, func(s *style.Style) { s.Display = style.Flex },
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = green; s.Order = 1 }), box(0, 0, 40, 40, bg(red)))}, green},
		{"z-index applies to flex items", []*layout.Box{box(0, 0, 40, 40, func(s *style.Style) { s.Display = style.Flex },
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = green; z(1)(s) }), box(0, 0, 40, 40, bg(red)))}, green},
		{"z-index does not apply to static blocks", []*layout.Box{
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = red; z(1)(s) }), box(0, 0, 40, 40, bg(green))}, green},
		{"overflow clips the flow", []*layout.Box{box(0, 0, 10, 10, hidden, box(0, 0, 40, 40, bg(red)))}, white},
		{"an absolute box leaves a static clip", []*layout.Box{box(0, 0, 10, 10, hidden, square(0, 0, green, nil))}, green},
		{"a positioned clip holds absolute boxes", []*layout.Box{
			box(0, 0, 10, 10, func(s *style.Style) { hidden(s); relative(s) }, square(0, 0, red, nil))}, white},
		{"a fixed box leaves every clip", []*layout.Box{
			box(0, 0, 10, 10, func(s *style.Style) { hidden(s); relative(s) },
				square(0, 0, green, func(s *style.Style) { s.Position = style.FixedPosition }))}, green},
		{"hidden boxes are not seen", []*layout.Box{box(0, 0, 40, 40,
			func(s *style.Style) { s.BackgroundColor = red; s.Visible = false })}, white},
		{"visible boxes in hidden ones are", []*layout.Box{
			box(0, 0, 40, 40, func(s *style.Style) { s.BackgroundColor = red; s.Visible = false }, box(0, 0, 40, 40, bg(green)))}, green},
		{"opacity 0 hides", []*layout.Box{square(0, 0, red, func(s *style.Style) { s.Opacity = 0 })}, white},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img := paintPage(t, 40, 40, box(0, 0, 40, 40, nil, tt.kids...), Options{})
			got := img.RGBAAt(20, 20)
			if d := max(diff(got.R, tt.want.R), diff(got.G, tt.want.G), diff(got.B, tt.want.B)); d > 1 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func diff(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// A group blends as one: where its boxes overlap the lower one does not shine
// through.
func TestOpacityIsOfTheGroup(t *testing.T) {
	img := paintPage(t, 40, 40, box(0, 0, 40, 40, nil, box(0, 0, 40, 40, func(s *style.Style) { s.Opacity = 0.5 },
		box(0, 0, 40, 40, bg(rgb(0xff0000))), box(0, 0, 40, 40, bg(rgb(0x0000ff))))), Options{})
	if c := img.RGBAAt(20, 20); diff(c.R, 127) > 2 || diff(c.G, 127) > 2 || c.B < 254 {
		t.Errorf("got %v, want half of blue on white", c)
	}
}

// Backgrounds of the body cover the canvas where html has none.
func TestCanvasBackground(t *testing.T) {
	node := func(tag string) func(*layout.Box) *layout.Box {
		return func(b *layout.Box) *layout.Box { b.Node.Elem = element(tag); return b }
	}
	body := node("body")(box(10, 10, 20, 20, bg(rgb(0x123456))))
	img := paintPage(t, 60, 60, node("html")(box(0, 0, 60, 40, nil, body)), Options{})
	if c := img.RGBAAt(50, 55); c != (color.RGBA{0x12, 0x34, 0x56, 255}) {
		t.Errorf("canvas is %v", c)
	}
	half := node("body")(box(10, 10, 20, 20, bg(rgba(0, 128))))
	img = paintPage(t, 60, 60, node("html")(box(0, 0, 60, 40, nil, half)), Options{})
	if in, out := img.RGBAAt(15, 15), img.RGBAAt(50, 55); in != out {
		t.Errorf("body is painted twice: %v inside, %v outside", in, out)
	}
	img = paintPage(t, 60, 60, node("html")(box(0, 0, 60, 40, bg(rgb(0xffff00)), body)), Options{})
	if in, out := img.RGBAAt(15, 15), img.RGBAAt(50, 55); in.B != 0x56 || out.R != 255 {
		t.Errorf("html has its own background, yet: %v inside, %v outside", in, out)
	}
}
