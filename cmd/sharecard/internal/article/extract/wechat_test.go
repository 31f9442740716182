package extract

import (
	"errors"
	"testing"
)

// The forms that pages of official accounts have, beside the one in testdata.
func TestOfficialAccounts(t *testing.T) {
	const head = `<meta property="og:site_name" content="微信公众平台"><meta property="og:title" content="冬天的第一碗面">
<meta property="og:image" content="https://mmbiz.qpic.cn/mmbiz_jpg/a/0?wx_fmt=jpeg"><meta property="og:description" content="第一锅汤，先敬街坊。">`
	const body = `<div id="js_content" style="visibility: hidden"><p>凌晨四点半，巷口的面馆亮起灯。老板说，第一锅汤要先敬街坊。</p></div>`
	type want struct{ title, source, author, published, cover string }
	for name, c := range map[string]struct {
		html string
		want want
	}{
		"its time is a word": {head + `<h1 id="activity-name">冬天的第一碗面</h1><em id="publish_time" class="rich_media_meta rich_media_meta_text">昨天</em>
<span id="copyright_logo" class="rich_media_meta_text">原创</span><span class="rich_media_meta rich_media_meta_text">许听澜</span>
<a id="js_name">青禾周刊</a>` + body + `<script>var createTime = '2026-11-21 06:10';</script>`,
			want{"冬天的第一碗面", "青禾周刊", "许听澜", "2026-11-21T06:10:00+08:00", "https://mmbiz.qpic.cn/mmbiz_jpg/a/0?wx_fmt=jpeg"}},
		"no author": {head + `<h1 id="activity-name">冬天的第一碗面</h1><em id="publish_time" class="rich_media_meta_text">今天</em><a id="js_name">青禾周刊</a>` + body,
			want{"冬天的第一碗面", "青禾周刊", "", "", "https://mmbiz.qpic.cn/mmbiz_jpg/a/0?wx_fmt=jpeg"}},
		"of pictures": {head + `<script>menu = [{ title: '发送给朋友' }]; window.cgiDataNew = { nick_name: JsDecode('青禾周刊'), title: JsDecode('冬天的第一碗面'), create_time: JsDecode('1795212600'),
 cdn_url: JsDecode('https://mmbiz.qpic.cn/mmbiz_jpg/b/0?wx_fmt\x3djpeg') };</script>`,
			want{"冬天的第一碗面", "青禾周刊", "", "2026-11-21T06:10:00+08:00", "https://mmbiz.qpic.cn/mmbiz_jpg/a/0?wx_fmt=jpeg"}},
		"of its scripts only": {`<div id="js_content"><p>凌晨四点半，巷口的面馆亮起灯。</p></div><a id="js_name"></a>
<script>var msg_title = "冬天的第一碗面"; var nickname = htmlDecode("青禾&amp;周刊"); var ct = "1795212600"; var msg_cdn_url = "http://mmbiz.qpic.cn/c/0?wx_fmt\x3dpng";</script>`,
			want{"冬天的第一碗面", "青禾&周刊", "", "2026-11-21T06:10:00+08:00", "http://mmbiz.qpic.cn/c/0?wx_fmt=png"}},
		"nobody's name": {head, want{"冬天的第一碗面", "", "", "", "https://mmbiz.qpic.cn/mmbiz_jpg/a/0?wx_fmt=jpeg"}},
	} {
		a, err := Extract(t.Context(), Page{HTML: []byte("<html>" + c.html), Address: "https://mp.weixin.qq.com/s/x"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := want{title: a.Title, source: a.Source.Name}
		if len(a.Authors) > 0 {
			got.author = a.Authors[0]
		}
		if !a.PublishedAt.IsZero() {
			got.published = a.PublishedAt.String()
		}
		if a.Cover != nil {
			got.cover = a.Cover.URL
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	// A page that took the article's place is not taken for one.
	for _, notice := range []string{"该内容已被发布者删除", "环境异常"} {
		html := `<title>微信公众平台</title><div class="weui-msg"><h2 class="weui-msg__title">` + notice + `</h2><p class="weui-msg__desc">完成验证后即可继续访问。</p></div>`
		if a, err := Extract(t.Context(), Page{HTML: []byte(html)}); !errors.Is(err, ErrPage) {
			t.Errorf("%s: %+v, %v", notice, a, err)
		}
	}
}
