package card

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sharecard/render"
	"sharecard/render/css"
)

// brandsFolder holds one folder for each brand.
const brandsFolder = "brands"

// brandSheet is where a brand says what it is, in custom properties on :root.
const brandSheet = "brand.css"

// factsPage is a template that links nothing but [brandSheet]: its tokens are
// what a brand says, whichever card it dresses.
//
//go:embed _brand.html
var factsPage embed.FS

// factsName is no slug, so no template has it.
const factsName = "_brand"

// Brand is the dress of a publication: a folder brands/NAME whose files lie
// over those of the templates. It is immutable.
type Brand struct {
	Name    string
	Theme   string   // its default theme; "" leaves each template its own
	Sources []string // names of publications it is chosen by
	QRHint  string   // what stands beside the code; "" leaves it to the language
	// Producer is who answers for what was made by machine: see [Config].
	Producer string

	// Logo and LogoDark are the files of its logo for light and for dark grounds;
	// "" where it has none.
	Logo, LogoDark string

	// Diagnostics are the faults of the folder as it is now.
	Diagnostics []css.Diagnostic
	// Err wraps render.ErrTemplate while the folder is unusable. Its other fields
	// are then those it had before, if it was usable once.
	Err error

	files  fs.FS  // of the folder alone
	hash   string // of all its files
	markup bool   // it brings HTML of its own
}

// loadBrand reads the folder of a brand, which lies over root.
func loadBrand(root fs.FS, name string, load Loader) (*Brand, error) {
	folder, err := fs.Sub(root, brandsFolder+"/"+name)
	if err != nil {
		return nil, fmt.Errorf("brand %s: %w", name, err)
	}
	b := &Brand{Name: name, files: folder}
	if b.hash, err = hashFiles(folder, everyFile); err != nil {
		return nil, err
	}
	facts, diagnostics, err := load(overlay{upper: factsPage, lower: overlay{upper: folder, lower: root}}, factsName)
	b.Diagnostics, b.Err = b.ours(diagnostics), err
	if err != nil {
		return b, nil
	}
	b.read(facts.Tokens("", false))
	b.Logo = b.first("logo.svg", "logo.png")
	b.LogoDark = b.first("logo-dark.svg", "logo-dark.png")
	b.checkLogos(facts)
	b.markup = b.hasMarkup()
	return b, nil
}

// read takes what the style sheet says.
func (b *Brand) read(tokens map[string]string) {
	if theme := tokens[css.CardTheme]; theme != "" {
		if slices.Contains(themes, theme) {
			b.Theme = theme
		} else {
			b.fault(brandSheet, css.Error, "%s: %q is no theme; expected %s", css.CardTheme, theme, strings.Join(themes, ", "))
		}
	}
	b.Sources, _ = css.ParseStrings(tokens[css.CardSources])
	if hint, ok := css.ParseStrings(tokens[css.CardQRHint]); ok {
		b.QRHint = hint[0]
	}
	if producer, ok := css.ParseStrings(tokens[css.CardProducer]); ok {
		b.Producer = producer[0]
	}
}

// checkLogos decodes the logos: cards without them would not tell whose they are.
func (b *Brand) checkLogos(folder *render.Template) {
	for _, file := range []string{b.Logo, b.LogoDark} {
		if file == "" {
			continue
		}
		diagnostics, err := folder.CheckPicture(file)
		b.Diagnostics = append(b.Diagnostics, b.ours(diagnostics)...)
		if err != nil {
			b.fault(file, css.Error, "the logo cannot be drawn: %v", err)
		}
	}
}

// fault notes what is wrong with a file of the brand. An error makes the brand
// unusable.
func (b *Brand) fault(file string, severity css.Severity, format string, args ...any) {
	d := css.Diagnostic{File: b.path(file), Severity: severity, Message: fmt.Sprintf(format, args...)}
	b.Diagnostics = append(b.Diagnostics, d)
	if severity == css.Error && b.Err == nil {
		b.Err = fmt.Errorf("%w: %s", render.ErrTemplate, d)
	}
}

// path is the path of a file of the brand in the file system of the templates.
func (b *Brand) path(file string) string { return brandsFolder + "/" + b.Name + "/" + file }

// ours returns diagnostics with the files of the brand under their whole path.
func (b *Brand) ours(diagnostics []css.Diagnostic) []css.Diagnostic {
	named := slices.Clone(diagnostics)
	for i := range named {
		if b.first(named[i].File) != "" {
			named[i].File = b.path(named[i].File)
		}
	}
	return named
}

// first returns the first of the files that the brand's folder has, or "".
func (b *Brand) first(files ...string) string {
	for _, file := range files {
		if !fs.ValidPath(file) {
			continue
		}
		if info, err := fs.Stat(b.files, file); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	return ""
}

// hasMarkup reports whether the brand replaces a card or a partial.
func (b *Brand) hasMarkup() bool {
	for _, pattern := range []string{"*.html", "partials/*.html"} {
		if found, err := fs.Glob(b.files, pattern); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// sourceKey is a publication's name as names are compared: without white space,
// fullwidth and halfwidth forms and letters' case made one (Unicode's NFKC).
func sourceKey(name string) string {
	if strings.IndexFunc(name, changes) < 0 {
		return name // as most are: of Han letters
	}
	name = strings.ToLower(norm.NFKC.String(name))
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, name)
}

// changes is false of letters that [sourceKey] surely leaves as they are.
func changes(r rune) bool {
	han := r >= 0x4e00 && r <= 0x9fff // the block of CJK Unified Ideographs
	return !(han || r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
}
