package templates

import (
	"strings"
	"testing"
)

func TestCatchword(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"秋分已至", "秋分/已至"},
		{"天亮之前，他们在山上数鸟", "天亮/之前"},
		{"停业七年后，老伞铺重新开了门", "停业/七年后"},
		{"守塔人：最后一班岗", "守塔人"},
		{"从“看天吃饭”到“知天而作”", "看天/吃饭"},
		{"《历史街区保护更新办法》施行：“留、改、拆”并举", "历史/街区"},
		{"海上风电并网规模创新高", "海上/风电"},
		{"2026，海上风电并网规模创新高", "海上/风电"},
		{"发展新质生产力，开拓新赛道", "发展"},
		// Of figures the largest, with its unit; an ordinal, a span of months or a year is none.
		{"前10个月新能源汽车出口186.5万辆", "186.5/万辆"},
		{"把钱花在了这5杯咖啡上：17家小店实测，最贵68元", "68/元"},
		{"GDP增长5.2%", "5.2/%"},
		{"海上风电新增120万千瓦", "120/万千瓦"},
		{"绿道今年再延长3千米", "3/千米"},
		{"湖面恢复1.2平方公里", "1.2/平方公里"},
		{"第100家书房开放", "江"},
		{"2026年的春天来得早", "江"},
		{"前10个月：出口持续增长", "出口"},
		{"Harbour library stays open", "Harbour"},
		{"donaudampfschifffahrt heute", "江"},
		{"——", "江"},
	} {
		d := Data{Title: test.title, Source: Source{Name: "江海日报"}}
		if got := strings.Join(d.Catchword(), "/"); got != test.want {
			t.Errorf("%s: %q, want %q", test.title, got, test.want)
		}
	}
}

func TestBadge(t *testing.T) {
	for _, test := range []struct{ title, short, summary, want string }{
		{"海上风电并网规模创新高", "", "今年新增并网120万千瓦。", "120 万千瓦"},
		{"五家面馆的夜班", "", "最贵 68 元，最便宜 9.9 元。", "68 元"},
		{"把钱花在了这5杯咖啡上：老城区17家实测", "钱花在这5杯咖啡上", "最贵 68 元。", "17 家实测"},
		{"新增并网120万千瓦", "", "新增并网120万千瓦。", ""},
		{"立秋了", "", "早晚添衣。", ""},
	} {
		d := Data{Title: test.title, ShortTitle: test.short, Summary: test.summary}
		if got := strings.Join(d.Badge(), " "); got != test.want {
			t.Errorf("%s: the badge is %q, want %q", test.title, got, test.want)
		}
	}
}
