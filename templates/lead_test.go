package templates

import (
	"strings"
	"testing"
)

// A summary that begins with the title goes on after it.
func TestLead(t *testing.T) {
	for _, test := range []struct {
		name, title, summary, want string
	}{
		{"the title's words", "校门口的煎饼摊，二十年没有涨过价", "校门口的煎饼摊二十年没有涨过价。摊主说，学生的钱都是父母给的，够本就行。",
			"摊主说，学生的钱都是父母给的，够本就行。"},
		{"nearly the title's words", "稻田里的图书馆开门迎客", "一座稻田里的图书馆昨天开门迎客。为了让村民农忙时也能来，它一直开到晚上十点。",
			"为了让村民农忙时也能来，它一直开到晚上十点。"},
		{"in quotation marks", "灯亮着，船就知道家在哪", "“灯亮着，船就知道家在哪。”守塔人说这句话时，正在擦第三遍镜片。", "守塔人说这句话时，正在擦第三遍镜片。"},
		{"in Latin letters", "TinyDoc 2.0 发布", "TinyDoc 2.0 正式发布！它在手机上也能运行，首字延迟不到一秒。", "它在手机上也能运行，首字延迟不到一秒。"},
		{"a sentence that says more", "台风今夜登陆", "台风预计今夜在沿海登陆，最大风力十二级。三万一千名渔民已经全部上岸。", ""},
		{"another sentence", "渡口停航", "随着新桥通车，江边最后一个渡口昨天停航。摆渡人老周在这条江上划了四十一年。", ""},
		{"nothing behind it", "稻田里的图书馆开门迎客", "稻田里的图书馆开门迎客。", ""},
		{"little behind it", "稻田里的图书馆开门迎客", "稻田里的图书馆开门迎客。欢迎来。", ""},
		{"no whole sentence behind it", "稻田里的图书馆开门迎客", "稻田里的图书馆开门迎客。为了让村民农忙时也能来", ""},
		{"a sentence too long to compare", strings.Repeat("灯", 300), strings.Repeat("灯", 300) + "。摆渡人老周在这条江上划了四十一年。", ""},
		{"no summary", "稻田里的图书馆", "", ""},
	} {
		want := test.want
		if want == "" {
			want = test.summary
		}
		if got := (&Data{Title: test.title, Summary: test.summary}).Lead(); got != want {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}
