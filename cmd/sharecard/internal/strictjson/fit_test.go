package strictjson_test

import (
	"reflect"
	"testing"

	"sharecard/cmd/sharecard/internal/strictjson"
)

func TestFitLeavesOutWhatBreaksARule(t *testing.T) {
	scale := 9.0
	got := body{
		Title: " a\x00b\xff\u202ec ", Note: "a\n\tb", Link: "javascript:alert(1)", Look: "blue", Lang: "zh_CN",
		Scale: &scale, Words: []string{"甲乙丙丁戊", " ", "乙", "丙", "丁"},
		People: []person{{"", "x"}, {"r", "abcdefg"}}, Inner: &person{"", "x"},
	}
	strictjson.Fit(&got)
	want := body{
		Title: "a bc", Note: "a\n b", Words: []string{"甲乙丙…", "乙", "丙"}, People: []person{{"r", "abcd…"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if err := strictjson.Validate(&got); err != nil {
		t.Error(err)
	}
}
