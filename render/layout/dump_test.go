package layout

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Dump writes the box tree below root as text, one box a line, for golden
// tests: element, place relative to the parent, size, and the lines of inline
// content with their place in the content box. All numbers are px, to two
// decimals.
func Dump(w io.Writer, root *Box) error {
	var sb strings.Builder
	dump(&sb, root, 0)
	_, err := io.WriteString(w, sb.String())
	return err
}

func dump(sb *strings.Builder, b *Box, depth int) {
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(sb, "%s%s %s %s %s %s", indent, b.Name(), px(b.X), px(b.Y), px(b.W), px(b.H))
	if b.Hidden {
		sb.WriteString(" hidden")
	}
	sb.WriteByte('\n')
	if b.Inline != nil {
		for _, l := range b.Inline.Lines {
			fmt.Fprintf(sb, "%s  line %s %s %s %s base %s %q\n", indent,
				px(l.X), px(l.Y), px(l.W), px(l.H), px(l.Baseline), l.Text)
		}
	}
	for _, c := range b.Children {
		dump(sb, c, depth+1)
	}
	for _, c := range b.Atoms {
		dump(sb, c, depth+1)
	}
}

// px prints a length to two decimals, without trailing zeros and -0.
func px(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
