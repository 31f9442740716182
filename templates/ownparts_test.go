package templates

import (
	"slices"
	"testing"
)

// Lines of advice beyond the fourth are not lost in silence: they stand in the last one,
// which is cut where there is no room, and the report says so.
func TestAdvice(t *testing.T) {
	for advice, want := range map[string][]string{
		"关窗\n\n 别出门 ":   {"关窗", "别出门"},
		"一\n二\n三\n四":    {"一", "二", "三", "四"},
		"一\n二\n三\n四\n五": {"一", "二", "三", "四 五"},
		"":              {"今夜有雨。"},
	} {
		d := &Data{Alert: Alert{Advice: advice}, Summary: "今夜有雨。"}
		if got := d.Advice(); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", advice, got, want)
		}
	}
}

// A warning without a level has the one that its words name.
func TestAlertLevel(t *testing.T) {
	for _, test := range []struct {
		d    Data
		want string
	}{
		{Data{Alert: Alert{Level: "blue"}, Title: "暴雨红色预警"}, "blue"},
		{Data{Title: "江城发布暴雨红色预警信号"}, "red"},
		{Data{Title: "暴雨橙色预警升级为红色预警", Summary: "蓝色预警"}, "red"},
		{Data{Title: "江城将有大风", Summary: "气象台发布大风黄色预警。"}, "yellow"},
		{Data{Lang: "zh-TW", Kicker: "橙色預警", Title: "紅色預警"}, "orange"},
		{Data{Lang: "en", Title: "Met office issues blue alert for gales"}, "blue"},
		{Data{Title: "江城解除暴雨红色预警"}, ""},
		{Data{Title: "红色跑道明日启用"}, ""},
		{Data{}, ""},
	} {
		if got := test.d.AlertLevel(); got != test.want {
			t.Errorf("%+v: %q, want %q", test.d, got, test.want)
		}
	}
	if got := (&Data{Title: "江城发布暴雨红色预警"}).Level(); got != "红色预警" {
		t.Errorf("in words: %q", got)
	}
}

// A rebuttal without a claim says nothing of the headline.
func TestRebuttal(t *testing.T) {
	d := &Data{Title: "白开水放一夜能喝吗", Summary: "能喝。"}
	if got := d.Rebuttal(); got != (Debunk{}) {
		t.Errorf("got %+v", got)
	}
	d.Debunk.Claim = "隔夜水致癌"
	if got := d.Rebuttal(); got.Verdict == "" || got.Claim != d.Debunk.Claim {
		t.Errorf("got %+v", got)
	}
}
