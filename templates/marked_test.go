package templates

import "testing"

func TestMarked(t *testing.T) {
	for title, want := range map[string]Marked{
		"把钱花在了这5杯咖啡上":      {"把钱花在了这", "5杯咖啡上", ""},
		"海上风电新增并网120万千瓦":   {"海上风电新增并网", "120万千瓦", ""},
		"窗台上的两只狗，成了一条街的时钟": {"窗台上的两只狗，", "成了一条街的时钟", ""},
		"社区食堂“一元早餐”开进写字楼":  {"社区食堂“", "一元早餐", "”开进写字楼"},
		"环湖两百米内不再新建商业设施！":  {"环湖两百米内不再新建", "商业设施", "！"},
		"新能源汽车出海一百八十六万辆":   {"新能源汽车出海", "一百八十六万辆", ""},
		"立秋了":               {"", "立秋了", ""},
		"Libraries go late": {"Libraries go ", "late", ""},
		"":                  {},
	} {
		d := Data{Title: title}
		got := d.MarkedHeadline()
		if got.Before+got.Phrase+got.After != title {
			t.Errorf("%s: %q does not say the same", title, got)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", title, got, want)
		}
	}
}
