package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// column is one that a sheet may have.
type column struct {
	field string   // of the article, or of the job around it
	names []string // in a header row, in small letters; the first two are those of the example
	job   bool     // field is of the job
}

var columns = []column{
	{field: "title", names: []string{"标题", "title"}},
	{field: "short_title", names: []string{"短标题", "short_title", "short title"}},
	{field: "kicker", names: []string{"引题", "kicker", "眉题"}},
	{field: "summary", names: []string{"摘要", "summary", "导语"}},
	{field: "source.name", names: []string{"来源", "source", "source.name", "媒体"}},
	{field: "url", names: []string{"链接", "url", "link", "网址", "地址"}},
	{field: "cover.url", names: []string{"封面", "cover", "cover.url", "配图", "图片"}},
	{field: "published_at", names: []string{"时间", "published_at", "date", "time", "日期", "发布时间"}},
	{field: "authors", names: []string{"作者", "authors", "author"}},
	{field: "editor", names: []string{"编辑", "editor"}},
	{field: "id", names: []string{"编号", "id"}},
	{field: "brand", names: []string{"品牌", "brand"}},
	{field: "ai", names: []string{"AI生成", "ai"}},
	{field: "name", names: []string{"文件名", "name", "名称"}, job: true},
	{field: "template", names: []string{"卡片", "template", "card", "模板"}, job: true},
	{field: "platforms", names: []string{"平台", "platforms", "platform"}, job: true},
	{field: "theme", names: []string{"风格", "theme"}, job: true},
}

// find returns the column that a cell of the header row names.
func find(header string) *column {
	header = strings.ToLower(strings.TrimSpace(header))
	for i := range columns {
		for _, name := range columns[i].names {
			if strings.ToLower(name) == header {
				return &columns[i]
			}
		}
	}
	return nil
}

// known lists the names of the columns for messages.
func known() string {
	var names []string
	for _, c := range columns {
		names = append(names, c.names[0]+" ("+c.names[1]+")")
	}
	return strings.Join(names, ", ")
}

// CellError is what is wrong in a cell, or with -1 for a column in a row as a whole.
type CellError struct {
	Row    int    // from 1, as the spreadsheet counts
	Column int    // from 0
	Header string // of the column, as it stands there
	Reason string
}

func (e *CellError) Error() string {
	if e.Column < 0 {
		return fmt.Sprintf("row %d: %s", e.Row, e.Reason)
	}
	letters, err := excelize.ColumnNumberToName(e.Column + 1)
	if err != nil {
		letters = fmt.Sprint("column ", e.Column+1, ", row ")
	}
	return fmt.Sprintf("%s%d (%s) %s", letters, e.Row, e.Header, e.Reason)
}

// Unwrap returns ErrSheet.
func (e *CellError) Unwrap() error { return ErrSheet }
