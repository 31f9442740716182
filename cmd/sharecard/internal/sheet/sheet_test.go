package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/sheet"
)

var shanghai = time.FixedZone("", 8*3600)

// read returns the jobs of a file that has no faults.
func read(t *testing.T, file []byte) (jobs []*job.Job) {
	t.Helper()
	rows, err := sheet.Read(file, shanghai)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Err != nil {
			t.Fatal(row.Err)
		}
		of, err := job.ReadLine(row.Line)
		if err != nil {
			t.Fatalf("row %d, %s: %v", row.Number, row.Line, err)
		}
		jobs = append(jobs, of...)
	}
	return jobs
}

const table = "标题,摘要,来源,链接,封面,时间,作者,平台\r\n" +
	"城市书房夜间开放,\"十二家书房，\r\n延长开放。\",江城晚报,https://news.example.com/a1,https://news.example.com/a.jpg,2026/11/20 6:10,林知远、周明,\"weibo,x\"\r\n" +
	",,,,,,,\r\n" +
	"夜班公交延长,,,,,2026-11-21,,\r\n"

// A file of comma-separated values is read in each of the encodings that Excel writes.
func TestCSV(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": table, "with a byte order mark": "\uFEFF" + table, "GB18030": gb,
		"semicolons": strings.NewReplacer("\"weibo,x\"", "\"weibo,x\"", ",", ";").Replace(strings.ReplaceAll(table, "weibo,x", "weibo x")),
		"English":    strings.Replace(table, "标题,摘要,来源,链接,封面,时间,作者,平台", "Title,Summary,source,URL,cover,date,authors,platforms", 1),
	} {
		t.Run(name, func(t *testing.T) {
			jobs := read(t, []byte(text))
			if len(jobs) != 3 {
				t.Fatalf("%d jobs", len(jobs))
			}
			a := jobs[0].Request.Article
			if a.Title != "城市书房夜间开放" || !strings.Contains(a.Summary, "延长开放") || a.Source.Name != "江城晚报" ||
				a.PublishedAt.String() != "2026-11-20T06:10:00+08:00" || len(a.Authors) != 2 || a.Cover.URL != "https://news.example.com/a.jpg" {
				t.Errorf("%+v", a)
			}
			if jobs[1].Platform != "x" || jobs[2].Request.Template != "poster" || !jobs[2].Request.Article.PublishedAt.IsDay() {
				t.Errorf("%+v %+v", jobs[1], jobs[2])
			}
		})
	}
}

// A workbook's dates are days and times as Excel stores them, from 1900 or from 1904.
func TestXLSX(t *testing.T) {
	for _, date1904 := range []bool{false, true} {
		book := excelize.NewFile()
		if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}); err != nil {
			t.Fatal(err)
		}
		serial := 46346.25 // 2026-11-20 6:00
		if date1904 {
			serial -= 1462
		}
		for cell, value := range map[string]any{
			"A1": "标题", "B1": "时间", "C1": "编辑", "A2": "一", "B2": serial, "C2": "7", "A4": "二", "B4": float64(int(serial)), "A5": "三", "B5": "2026/11/20",
		} {
			if err := book.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
		file, err := book.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		jobs := read(t, file.Bytes())
		for i, want := range []string{"2026-11-20T06:00:00+08:00", "2026-11-20", "2026-11-20"} {
			if got := jobs[i].Request.Article.PublishedAt.String(); got != want {
				t.Errorf("from 1904 %t: row %d is of %s, not %s", date1904, i, got, want)
			}
		}
	}
}

// What is wrong is told by its row and column, and costs no other row.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"标题,时间\n一,昨天\n":      "B2 (时间) ",
		"标题,链接\n一,ftp://x\n": "B2 (链接) ",
		"标题,短标题\n一,短\n":      "B2 (短标题) ",
		"标题,来源\n,江城晚报\n":     "A2 (标题) is required",
		"标题\n一,多\n":          "B2 () has no name in the header row",
		// A cell of several lines is one row, and an empty line is one too.
		"标题,时间\n\"多\r\n行\n\n题\",昨天\n": "B2 (时间) ",
	} {
		rows, err := sheet.Read([]byte(text+"好的\n"), shanghai)
		if err != nil || len(rows) != 2 || rows[0].Err == nil || !strings.Contains(rows[0].Err.Error(), want) || rows[1].Err != nil {
			t.Errorf("%q: %+v %v", text, rows, err)
		}
	}
	for text, want := range map[string]string{
		"":                              "empty",
		"标题\n":                          "no rows",
		"题目,来源\n一,二\n":                  "A1 (题目) is no column that there is; known are 标题 (title)",
		"标题,title\n一,二\n":               "B1 (title) is there twice",
		"摘要\n一\n":                       "no column 标题",
		"PK\x03\x04 but no workbook":    "no workbook",
		"\xff\xff标题\n一\n" + "\x80":      "",
		strings.Repeat("a,", 70) + "\n": "64 columns",
		"标题\n" + strings.Repeat("一\n", 10_001): "10000 rows",
	} {
		if _, err := sheet.Read([]byte(text), shanghai); !errors.Is(err, sheet.ErrSheet) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// Rows are counted as a spreadsheet counts them: a cell of several lines is in one row, and
// an empty line is a row.
func TestRowNumbers(t *testing.T) {
	for text, want := range map[string][]int{
		"标题,摘要\n一,\"甲\n乙\n\n丙\"\n二,丁\n":                {2, 3},
		"标题,摘要\r\n\r\n一,\"甲\r\n乙\"\r\n\r\n\r\n二,丁\r\n": {3, 6},
		"\n\n\"标题\"\n一\n,\n\"二\n\"":                    {4, 6},
	} {
		rows, err := sheet.Read([]byte(text), shanghai)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, row := range rows {
			got = append(got, row.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: rows %d, want %d", text, got, want)
		}
	}
	empty := strings.Repeat("\n", sheet.MaxRows)
	if _, err := sheet.Read([]byte("标题\n"+empty+"一\n"), shanghai); !errors.Is(err, sheet.ErrSheet) {
		t.Errorf("many empty lines: %v", err)
	}
}

// A workbook that unpacks to more than its bound is refused before it is held.
func TestBomb(t *testing.T) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 80 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sheet.Read(file.Bytes(), shanghai); !errors.Is(err, sheet.ErrSheet) {
		t.Errorf("%d KB packed: %v", file.Len()>>10, err)
	}
	if _, err := sheet.Read(make([]byte, sheet.MaxBytes+1), shanghai); !errors.Is(err, sheet.ErrSheet) {
		t.Errorf("too many bytes: %v", err)
	}
}

// The examples can be read as they are.
func TestExamples(t *testing.T) {
	for _, example := range []func() ([]byte, error){sheet.ExampleCSV, sheet.ExampleXLSX} {
		file, err := example()
		if err != nil {
			t.Fatal(err)
		}
		jobs := read(t, file)
		if len(jobs) != 3 || jobs[0].Platform != "weibo" || jobs[0].Request.Article.PublishedAt.String() != "2026-11-20T06:10:00+08:00" {
			t.Errorf("%d jobs, %+v", len(jobs), fmt.Sprint(jobs[0].Request.Article))
		}
	}
}
