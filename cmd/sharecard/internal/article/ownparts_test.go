package article_test

import (
	"errors"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// What one card alone shows is held to its rules, and the fault names the field.
func TestOwnParts(t *testing.T) {
	for text, field := range map[string]string{
		`"number":{"value":"186.5","label":"出口","series":[{"label":"1月","value":15.1},{"label":"2月"}]}`: "",
		`"number":{"value":"许多","label":"出口"}`:                                                          "number.value",
		`"number":{"value":"1"}`: "number.label",
		`"number":{"value":"1","label":"a","series":[{"label":"1月","value":-1}]}`: "number.series[0].value",
		`"number":{"value":"1","label":"a","facts":["1","2","3","4"]}`:            "number.facts",
		`"alert":{"slogan":"大雾","level":"yellow","advice":"开雾灯\n保持车距"}`:           "",
		`"alert":{"slogan":"雾"}`:                                                                                 "alert.slogan",
		`"alert":{"slogan":"暴雨红色预警马上就到"}`:                                                                        "alert.slogan",
		`"alert":{"slogan":"大雾","level":"pink"}`:                                                                 "alert.level",
		`"debunk":{"claim":"喝隔夜水会致癌","fact":"不会。"}`:                                                              "",
		`"debunk":{"claim":"喝隔夜水会致癌"}`:                                                                           "debunk.fact",
		`"debunk":{"claim":"a","fact":"b","verdict":"` + strings.Repeat("不实", 7) + `"}`:                          "debunk.verdict",
		`"timeline":{"events":[{"time":"8时","text":"甲"},{"time":"9时","text":"乙"}]}`:                              "",
		`"timeline":{"events":[{"time":"8时","text":"甲"}]}`:                                                       "timeline.events",
		`"timeline":{"events":[{"time":"8时","text":"甲"},{"text":"乙"}]}`:                                          "timeline.events[1].time",
		`"daily":{"text":"日日是好日\n雾","by":"读者","note":"雾","date":"2026-11-15"}`:                                   "",
		`"daily":{"by":"读者"}`:                                                                                    "daily.text",
		`"daily":{"text":"日日是好日","date":"明天"}`:                                                                   "daily.date",
		`"daily":{"text":"` + strings.Repeat("日", 121) + `"}`:                                                    "daily.text",
		`"timeline":{"events":[` + strings.Repeat(`{"time":"8时","text":"甲"},`, 8) + `{"time":"9时","text":"乙"}]}`: "timeline.events",
	} {
		_, err := article.Decode([]byte(`{"title":"题",` + text + `}`))
		var wrong *article.FieldError
		switch {
		case field == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case field != "" && (!errors.As(err, &wrong) || wrong.Field != field):
			t.Errorf("%s: %v, want a fault of %s", text, err, field)
		}
	}
}
