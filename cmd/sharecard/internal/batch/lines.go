package batch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// line is one line of a file.
type line struct {
	number  int    // from 1
	text    []byte // without the line feed and white space around it
	tooLong bool   // text is only its beginning
}

// lines calls each with every line of r that is not blank. A line longer than
// max bytes is cut, not held.
func lines(r io.Reader, max int, each func(line) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for number := 1; ; number++ {
		l := line{number: number}
		var err error
		for more := true; more; {
			var part []byte
			part, err = in.ReadSlice('\n')
			if room := max + 1 - len(l.text); len(part) > room { // one for the line feed
				l.tooLong = true
				part = part[:room]
			}
			l.text = append(l.text, part...)
			more = errors.Is(err, bufio.ErrBufferFull)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading line %d: %w", number, err)
		}
		if l.text = bytes.TrimSpace(l.text); len(l.text) > 0 {
			if err := each(l); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}
