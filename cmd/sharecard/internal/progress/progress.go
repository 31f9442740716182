// Package progress tells a person, or a log, how far a long command has come.
//
// On a terminal it is one line that is drawn anew:
//
//	████████████░░░░░░░░░░░░   7 of 12  photo.jpg 312 KB
//
// Anywhere else each step is a line of its own, so that a log can be read and
// searched:
//
//	photo.jpg 312 KB
//
// What must not be lost, such as a fault, is a line in both.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	barCells = 24
	// noteWidth is how many characters of a note stand behind the bar: the line
	// must not wrap on a terminal of 80 columns, even where each takes two.
	noteWidth = 20
)

// Bar shows the progress of a known number of steps. It is safe for concurrent
// use.
type Bar struct {
	w        io.Writer
	total    int
	terminal bool

	mu    sync.Mutex
	done  int
	drawn bool // a bar stands on the last line
}

// New returns a bar over total steps that is shown on w: drawn where w is a
// terminal that can draw it, told in lines otherwise.
func New(w io.Writer, total int) *Bar {
	f, ok := w.(*os.File)
	if ok && IsTerminal(f) && os.Getenv("TERM") != "dumb" {
		return NewDrawn(w, total)
	}
	return &Bar{w: w, total: total}
}

// NewDrawn returns a bar that is drawn, whatever w is.
func NewDrawn(w io.Writer, total int) *Bar {
	b := &Bar{w: w, total: total, terminal: true}
	b.draw("")
	return b
}

// IsTerminal reports whether f is a terminal.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

// Step counts one step; note says in a few words what it was.
func (b *Bar) Step(note string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done++
	if b.terminal {
		b.draw(note)
		return
	}
	fmt.Fprintln(b.w, note)
}

// Skip counts n steps that were done before, without a word.
func (b *Bar) Skip(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += n
}

// Fail counts one step that failed; line says how, and stays.
func (b *Bar) Fail(line string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done++
	b.clear()
	fmt.Fprintln(b.w, line)
	if b.terminal {
		b.draw("")
	}
}

// Close takes the bar away.
func (b *Bar) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

const clearLine = "\r\x1b[K" // ECMA-48, EL

func (b *Bar) clear() {
	if b.drawn {
		fmt.Fprint(b.w, clearLine)
		b.drawn = false
	}
}

func (b *Bar) draw(note string) {
	full := barCells
	if b.total > 0 {
		full = min(barCells, barCells*b.done/b.total)
	}
	if utf8.RuneCountInString(note) > noteWidth {
		note = string([]rune(note)[:noteWidth-1]) + "…"
	}
	digits := len(fmt.Sprint(b.total))
	fmt.Fprintf(b.w, "%s%s%s  %*d of %d  %s", clearLine,
		strings.Repeat("█", full), strings.Repeat("░", barCells-full), digits, b.done, b.total, note)
	b.drawn = true
}
