package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/sheet"
	"sharecard/cmd/sharecard/internal/wholefile"
)

// isSheet reports whether a file is a spreadsheet, by the ending of its name.
func isSheet(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".csv" || ext == ".xlsx"
}

// openSheet turns a spreadsheet into a file of jobs whose lines have the numbers of their
// rows, and returns what reads those lines: the line of a wrong row says what is wrong.
func (c *batchCommand) openSheet(in io.Reader) (io.ReadCloser, func(line []byte) ([]*job.Job, error), error) {
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil {
		return nil, nil, usageError{fmt.Errorf("--timezone %q: no such time zone; name one as Asia/Shanghai", c.Timezone)}
	}
	file, err := io.ReadAll(io.LimitReader(in, sheet.MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	rows, err := sheet.Read(file, zone)
	if err != nil {
		return nil, nil, err
	}
	var lines bytes.Buffer
	wrong, number := map[string]error{}, 1
	for _, row := range rows {
		for ; number < row.Number; number++ {
			lines.WriteByte('\n')
		}
		if row.Err != nil {
			row.Line = fmt.Appendf(nil, "row %d", row.Number) // no job looks like that
			wrong[string(row.Line)] = row.Err
		}
		lines.Write(row.Line)
	}
	return io.NopCloser(&lines), func(line []byte) ([]*job.Job, error) {
		if err := wrong[string(line)]; err != nil {
			return nil, err
		}
		return job.ReadRepeatable(line)
	}, nil
}

// writeExample writes a spreadsheet to begin with.
func (c *batchCommand) writeExample() error {
	write := sheet.ExampleCSV
	switch strings.ToLower(filepath.Ext(c.Example)) {
	case ".xlsx":
		write = sheet.ExampleXLSX
	case ".csv":
	default:
		return usageError{fmt.Errorf("--example %s: must end in .csv or .xlsx", c.Example)}
	}
	file, err := write()
	if err != nil {
		return err
	}
	if err := wholefile.Write(c.Example, file); err != nil {
		return fmt.Errorf("--example: %w", err)
	}
	return nil
}
