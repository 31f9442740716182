package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// exampleColumns are those of the example, and exampleRows what stands below them. A
// time.Time is a date as workbooks have it.
var exampleColumns = []string{"title", "short_title", "summary", "source.name", "url", "cover.url", "published_at", "platforms"}

var exampleRows = [][]any{
	{
		"城市书房夜间开放到十一点", "书房夜间开放", "十二家城市书房从本周起延长开放，读者凭身份证即可入内。", "江城晚报",
		"https://news.example.com/a1", "", time.Date(2026, 11, 20, 6, 10, 0, 0, time.UTC), "weibo,xhs",
	},
	{
		"夜班公交延长至凌晨一点", "", "周五周六晚，六条线路的末班车推迟到一点。", "江城晚报",
		"https://news.example.com/a2", "", time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), "",
	},
}

// exampleHeader is the header row in Chinese.
func exampleHeader() (names []any) {
	for _, field := range exampleColumns {
		for _, c := range columns {
			if c.field == field {
				names = append(names, c.names[0])
			}
		}
	}
	return names
}

// ExampleCSV is a file to begin with, with a byte order mark: Excel reads it as UTF-8 then.
func ExampleCSV() ([]byte, error) {
	b := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(b)
	for _, row := range append([][]any{exampleHeader()}, exampleRows...) {
		var cells []string
		for _, v := range row {
			if at, is := v.(time.Time); is {
				v = strings.TrimSuffix(at.Format("2006-01-02 15:04"), " 00:00") // a day
			}
			cells = append(cells, fmt.Sprint(v))
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// ExampleXLSX is a workbook to begin with.
func ExampleXLSX() ([]byte, error) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	name := book.GetSheetName(0)
	format := "yyyy-mm-dd hh:mm"
	dates, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return nil, fmt.Errorf("writing the workbook: %w", err)
	}
	for i, row := range append([][]any{exampleHeader()}, exampleRows...) {
		if err := book.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return nil, fmt.Errorf("writing the workbook: %w", err)
		}
		for j, v := range row {
			if _, is := v.(time.Time); !is {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				err = book.SetCellStyle(name, cell, cell, dates)
			}
			if err != nil {
				return nil, fmt.Errorf("writing the workbook: %w", err)
			}
		}
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("writing the workbook: %w", err)
	}
	return b.Bytes(), nil
}
