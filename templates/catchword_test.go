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
