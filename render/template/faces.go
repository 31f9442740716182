package template

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"
	"weak"

	"sharecard/fonts"
	"sharecard/render/css"
)

// Loader loads templates. Templates that bring the same faces share them and the glyphs
// drawn from them, for as long as one of the templates is in use: a brand's face is kept
// once, not with each of its cards. The zero value is ready. It is safe for concurrent
// use.
type Loader struct {
	// Data is the type that templates are filled with. An action that reads a field
	// which it does not have is then an error with its place. Nil: actions are not
	// looked at before the template is filled.
	Data reflect.Type

	mu   sync.Mutex
	sets map[string]weak.Pointer[FaceSet] // by faceReader.key
}

// FaceSet is the faces that a template brings. It is safe for concurrent use.
type FaceSet struct {
	faces []*fonts.Face
	kept  sync.Map // of Keep
}

// Faces returns the faces that the template brings, nil where it brings none.
// Templates of one [Loader] with the same faces have the same set.
func (t *Template) Faces() *FaceSet { return t.faces }

// List returns the faces. The result is shared and must not be changed.
func (s *FaceSet) List() []*fonts.Face { return s.faces }

// Keep returns the value kept for key, which the first call for that key creates. It is
// kept for as long as the faces are in use. A renderer keeps its glyphs of them so.
func (s *FaceSet) Keep(key any, create func() any) any {
	if kept, ok := s.kept.Load(key); ok {
		return kept
	}
	kept, _ := s.kept.LoadOrStore(key, create())
	return kept
}

// share returns the set of the faces read: that of another template if it brings the
// same ones. A nil Loader shares nothing.
func (l *Loader) share(read *faceReader) *FaceSet {
	if len(read.faces) == 0 {
		return nil
	}
	if l == nil {
		return &FaceSet{faces: read.faces}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := read.key.String()
	if set := l.sets[key].Value(); set != nil {
		return set
	}
	for other, set := range l.sets {
		if set.Value() == nil {
			delete(l.sets, other)
		}
	}
	if l.sets == nil {
		l.sets = map[string]weak.Pointer[FaceSet]{}
	}
	set := &FaceSet{faces: read.faces}
	l.sets[key] = weak.Make(set)
	return set
}

// faceReader collects the faces of @font-face rules. Its key says which they
// are, by their files' contents.
type faceReader struct {
	faces []*fonts.Face
	key   strings.Builder
}

// load opens the files of the rules of a style sheet. A rule without a usable
// file is a fault of the template.
func (r *faceReader) load(fsys fs.FS, s *source, rules []css.FontFace) {
	for _, rule := range rules {
		if err := r.open(fsys, rule); err != nil {
			s.diags = append(s.diags, css.Diagnostic{
				File: rule.File, Line: rule.Line, Column: rule.Column,
				Severity: css.Error, Message: fmt.Sprintf("@font-face %q: %v", rule.Family, err),
			})
		}
	}
}

// open opens the first source of rule that is a file; addresses are relative to
// the style sheet. A rule with local() names only needs none: the collection
// knows them already.
func (r *faceReader) open(fsys fs.FS, rule css.FontFace) (err error) {
	for _, src := range rule.Sources {
		if src.URL == "" {
			continue
		}
		name := path.Join(path.Dir(rule.File), src.URL)
		var faces []*fonts.Face
		if faces, err = fonts.Open(fsys, name); err != nil || len(faces) == 0 {
			continue
		}
		var sum string
		if sum, err = hashFile(fsys, name); err != nil {
			continue
		}
		as := fonts.Rule{
			Family: rule.Family, Weight: (*fonts.Span)(rule.Weight), Width: (*fonts.Span)(rule.Width), Slant: (*fonts.Span)(rule.Slant),
		}
		for _, u := range rule.Unicode {
			as.Ranges = append(as.Ranges, fonts.Range(u))
		}
		for _, v := range rule.Variations {
			as.Variations = append(as.Variations, fonts.Variation(v))
		}
		r.faces = append(r.faces, faces[0].As(as))
		fmt.Fprintf(&r.key, "%s %q %v %v %v %v %v\n", sum, rule.Family, spans(rule.Weight), spans(rule.Width), spans(rule.Slant),
			as.Variations, as.Ranges)
		return nil
	}
	return err
}

// spans are the values of a descriptor, none where it is not given.
func spans(s *css.Span) []css.Span {
	if s == nil {
		return nil
	}
	return []css.Span{*s}
}

// hashFile hashes a file whose size has been checked.
func hashFile(fsys fs.FS, name string) (string, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
