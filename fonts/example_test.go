package fonts_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"sharecard/fonts"
)

// The embedded faces need no files beside the program.
func ExampleBuiltin() {
	for _, f := range fonts.Builtin().Faces() {
		fmt.Println(f.Family, f.Weight)
	}
	// Output:
	// Noto Sans SC 400
	// Noto Sans SC 700
	// Noto Serif SC 700
	// Noto Color Emoji 400
}

// A chain gives the face that has a character: the style's own family, or what
// comes after it.
func ExampleChain_Find() {
	chain := fonts.Builtin().Chain(fonts.Query{Families: []string{"Noto Serif SC"}, Weight: 700, Lang: "zh-CN"})
	for _, cluster := range []string{"龙", "A", "🎉", "ཀ"} {
		m, ok := chain.Find([]rune(cluster), cluster == "🎉")
		if !ok {
			fmt.Println(cluster, "no face has it")
			continue
		}
		fmt.Println(cluster, m.Face.Family)
	}
	// Output:
	// 龙 Noto Serif SC
	// A Noto Serif SC
	// 🎉 Noto Color Emoji
	// ཀ no face has it
}

// A folder of fonts serves what the embedded faces lack. Files that cannot be used
// come back as problems, and the others are loaded all the same.
func ExampleLoad() {
	folder := fstest.MapFS{"brand.woff2": {Data: append([]byte("wOF2"), make([]byte, 60)...)}} // or os.DirFS("fonts")
	faces, problems, err := fonts.Load(folder)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range problems {
		fmt.Println(p.File, errors.Is(p.Err, fonts.ErrFormat))
	}
	c := fonts.Builtin().WithFallback(faces...)
	fmt.Println(len(c.Faces()), "faces")
	// Output:
	// brand.woff2 true
	// 4 faces
}
