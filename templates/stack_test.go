package templates

import (
	"slices"
	"strings"
	"testing"
)

func TestStack(t *testing.T) {
	for _, test := range []struct {
		title string
		shape float64
		want  string
	}{
		{"暴雨红色预警", 1.4, "暴雨/红色/预警"},
		{"暴雨红色预警", .86, "暴雨/红色预警"},
		{"暴雨红色预警", .46, "暴雨/红色预警"},
		{"暴雨红色预警", .1, "暴雨红色预警"},
		{"今夜有雾", 1, "今夜/有雾"},
		{"雾林里的守路人", 1, "雾林里的/守路人"},
		{"秋", 1, "秋"},
		{"沿江五市签署公共服务协议", 1, "沿江五市签署公共服务协议"},
		{"TinyDoc", 1, "TinyDoc"},
		{"", 1, ""},
	} {
		d := Data{Title: test.title}
		var lines []string
		for _, line := range d.Stack(1000, 1000*test.shape) {
			lines = append(lines, line.Text)
		}
		if got := strings.Join(lines, "/"); got != test.want {
			t.Errorf("%s in a room of %g: %s, want %s", test.title, test.shape, got, test.want)
		}
	}
}

// A line fills the width, or what the height leaves it.
func TestStackSizes(t *testing.T) {
	for _, test := range []struct {
		title         string
		width, height float64
		want          []int
	}{
		{"暴雨红色预警", 1020, 864, []int{500, 250}},
		{"暴雨红色预警", 1020, 756, []int{450, 250}},
		{"今夜有雾", 1020, 864, []int{400, 400}},
		{"秋", 1020, 540, []int{500}},
	} {
		d := Data{Title: test.title}
		var got []int
		for _, line := range d.Stack(test.width, test.height) {
			got = append(got, line.Size)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s in %g × %g px: sizes %v, want %v", test.title, test.width, test.height, got, test.want)
		}
	}
}
