package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Bounds of a file.
const (
	MaxBytes   = 8 << 20
	MaxRows    = 10_000
	MaxColumns = 64

	maxUnzipped = 64 << 20 // of a workbook, in bytes
)

// ErrSheet is wrapped by every error about the content of a file.
var ErrSheet = errors.New("the spreadsheet is not as it should be")

// The media types of what can be read.
const (
	CSV  = "text/csv"
	XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Row is a row of a sheet that is not empty.
type Row struct {
	Number int    // from 1, as the spreadsheet counts
	Line   []byte // of a batch, without a line feed; nil where Err is set
	Err    error  // a [*CellError]
}

// Read reads the rows of a file below its header row. Times without an offset are meant
// in zone. The error wraps [ErrSheet] and is about the file as a whole.
func Read(file []byte, zone *time.Location) ([]Row, error) {
	if len(file) > MaxBytes {
		return nil, fmt.Errorf("%w: it has more than %d MB", ErrSheet, MaxBytes>>20)
	}
	var cells [][]string
	var err error
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		cells, err = readXLSX(file)
	} else {
		cells, err = readCSV(file)
	}
	if err != nil {
		return nil, err
	}
	return rows(cells, zone)
}

// readCSV reads lines with commas, semicolons or tabs between the cells, whichever the
// header row has.
func readCSV(file []byte) ([][]string, error) {
	text := bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(text) {
		var err error
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			return nil, fmt.Errorf("%w: it is neither UTF-8 nor GB18030: %w", ErrSheet, err)
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	header, _, _ := strings.Cut(string(text), "\n")
	for _, comma := range ";\t" {
		if strings.Count(header, string(comma)) > strings.Count(header, ",") {
			r.Comma = comma
		}
	}
	var cells [][]string
	line, end := 1, int64(0) // where the row before ended, which may have had several lines
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return cells, nil
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrSheet, err)
		}
		begins, _ := r.FieldPos(0)
		empty := begins - line // lines, which are rows in a spreadsheet
		if len(cells)+empty+1 > MaxRows {
			return nil, fmt.Errorf("%w: it has more than %d rows", ErrSheet, MaxRows)
		}
		cells = append(append(cells, make([][]string, empty)...), row)
		line += bytes.Count(text[end:r.InputOffset()], []byte("\n"))
		end = r.InputOffset()
	}
}

// readXLSX reads the first sheet of a workbook. A cell that holds a date is read as one.
func readXLSX(file []byte) (cells [][]string, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: it is no workbook that can be read: %w", ErrSheet, err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	name := book.GetSheetName(0)
	date1904 := false
	if properties, err := book.GetWorkbookProps(); err == nil && properties.Date1904 != nil {
		date1904 = *properties.Date1904
	}
	iterator, err := book.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSheet, err)
	}
	defer func() { err = errors.Join(err, iterator.Close()) }()
	var dates []bool // by column
	for iterator.Next() {
		row, err := iterator.Columns()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrSheet, err)
		}
		if len(cells) == MaxRows {
			return nil, fmt.Errorf("%w: it has more than %d rows", ErrSheet, MaxRows)
		}
		if dates == nil && len(row) > 0 {
			for _, header := range row {
				c := find(header)
				dates = append(dates, c != nil && c.field == "published_at")
			}
		}
		for i := range row[:min(len(row), len(dates))] {
			if dates[i] {
				row[i] = dated(row[i], date1904)
			}
		}
		cells = append(cells, row)
	}
	return cells, iterator.Error()
}

// dated writes the number by which workbooks store a date, days and parts of a day, as a
// day or as a time without an offset; what is no such number stays.
func dated(cell string, date1904 bool) string {
	serial, err := strconv.ParseFloat(cell, 64)
	const most = 2_958_466 // of the year 9999
	if err != nil || serial < 1 || serial >= most {
		return cell
	}
	at, err := excelize.ExcelDateToTime(serial, date1904)
	switch {
	case err != nil:
		return cell
	case serial == float64(int64(serial)):
		return at.Format(time.DateOnly)
	}
	return at.Round(time.Second).Format("2006-01-02 15:04:05")
}
