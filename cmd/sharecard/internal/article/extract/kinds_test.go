package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article/extract"
)

// Each page has one kind of fault that real pages have.
const (
	portText = `<p>The ferry company said on Tuesday that a night run starts in June, after a trial of three weeks that drew more riders than planned.</p>
<p>Two boats will leave the harbour each hour until two in the morning, and a ticket costs no more than by day.</p>`
	riverText = `<p>沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。</p><p>码头的栈桥换成了新木板，候船厅保留了七十年前的砖墙。</p>`
	portTitle = "Harbour ferry adds a night run"
	riverName = "三座旧码头重新开放"
)

// whole puts around an article what makes a page complete: a menu and a foot.
func whole(article string) string {
	var menu strings.Builder
	for i := range 24 {
		fmt.Fprintf(&menu, "<li><a href=/s/%d>Section %d</a></li>", i, i)
	}
	return "<nav><ul>" + menu.String() + "</ul></nav><main><article>" + article + "</article></main><footer>© 2023 Port Daily</footer>"
}

func english(head, body string) string {
	return `<html lang="en"><head>` + head + `</head><body>` + body
}
func chinese(head, body string) string {
	return `<html lang="zh-CN"><head>` + head + `</head><body>` + body
}

const (
	portH1  = "<h1>" + portTitle + "</h1>"
	riverH1 = "<h1>" + riverName + "</h1>"
)

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestKinds(t *testing.T) {
	for field, cases := range map[string]map[string]struct{ page, want string }{
		"title": {
			"a logo is the first h1":              {english("<title>"+portTitle+" - Port Daily</title>", `<h1><a href="/">Port Daily</a></h1>`+portH1+portText), portTitle},
			"a slogan is the only h1":             {english("<title>"+portTitle+"</title>", "<h1>All the news</h1><h2>"+portTitle+"</h2>"+portText), portTitle},
			"a hidden h1":                         {english("<title>"+portTitle+"</title>", `<h1 style="display:none">Menu of sections</h1>`+portH1+portText), portTitle},
			"an attribute cut at a quote":         {chinese(`<title>码头"归来"之后_江城网</title><meta property="og:title" content="码头"归来"之后">`, riverText), `码头"归来"之后`},
			"a kicker inside the h1":              {english("<title>"+portTitle+" | Port Daily</title>", "<h1><span>Transport</span> "+portTitle+"</h1>"+portText), portTitle},
			"sections in front":                   {english("<title>Port Daily » Archive » "+portTitle+"</title>", "<h2>"+portTitle+"</h2>"+portText), portTitle},
			"a headline that is no heading":       {chinese("<title>"+riverName+" 江城区办事处</title>", "<div>"+riverName+"，市民点赞</div><div>"+riverName+"</div>"+riverText), riverName},
			"JSON-LD has a tagline":               {english("<title>"+portTitle+"</title>"+ld(`{"@type":"Article","name":"`+portTitle+`","headline":"a page"}`), portH1+portText), portTitle},
			"a dash in the headline":              {english("<title>Old street - new cars | Port Daily</title>", "<h1>Old street - new cars</h1>"+portText), "Old street - new cars"},
			"entities escaped twice":              {english("<title>Ferry &amp;amp; bus</title>", "<h1>Ferry &amp;amp; bus</h1>"+portText), "Ferry & bus"},
			"a title about markup stays":          {english("<title>How to use &lt;b&gt; well</title>", "<h1>How to use &lt;b&gt; well</h1>"+portText), "How to use <b> well"},
			"readings of ruby":                    {`<html lang="ja"><title>橋が開く</title><h1><ruby>橋<rt>はし</rt></ruby>が開く</h1>` + portText, "橋が開く"},
			"the shown wording of two":            {english(`<title>Night ferry: what riders must know</title><meta property="og:title" content="Night ferry: what riders must know">`, "<h1>What riders of the night ferry must know from June</h1>"+portText), "What riders of the night ferry must know from June"},
			"the same bars in a list of keywords": {chinese("<title>"+riverName+"|旧码头|开放_江城财经_江城网</title>", riverText), riverName},
		},
		"author": {
			"a reference":                     {english(ld(`{"@graph":[{"@type":"NewsArticle","headline":"`+portTitle+`","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ada Reed"}]}`), portH1+portText), "Ada Reed"},
			"an address":                      {english(`<meta property="article:author" content="https://port.example/people/1">`, portH1+portText), ""},
			"a mail address":                  {chinese(`<meta name="author" content="name, email@example.com">`, riverH1+riverText), ""},
			"an account":                      {english(`<meta name="author" content="admin">`, portH1+portText), ""},
			"a company":                       {english(`<meta name="author" content="Port Media GmbH">`, portH1+portText), ""},
			"a company, and a person below":   {english(`<meta name="author" content="Port Media Group">`, whole(portH1+"<p>By Ada Reed</p>"+portText)), "Ada Reed"},
			"the site":                        {english(`<meta property="og:site_name" content="Port Daily"><meta name="author" content="Port Daily">`, portH1+portText), ""},
			"who stored it, whom nobody sees": {english(ld(`{"@type":"NewsArticle","headline":"`+portTitle+`","author":{"@type":"Person","name":"Ina Keller"}}`), whole(portH1+portText)), ""},
			"by":                              {english("", whole(portH1+`<div class="byline">By <a href="/author/ada">Ada Reed</a> and Ben Stone</div>`+portText)), "Ada Reed, Ben Stone"},
			"with a role":                     {english("", whole(portH1+`<p class="author"><span>Ada Reed</span><span>Staff writer</span></p>`+portText)), "Ada Reed"},
			"with a time":                     {english("", whole(portH1+`<p>Tuesday, May 7, 2024 2:54 pm by Ada Reed</p>`+portText)), "Ada Reed"},
			"German":                          {`<html lang="de">` + whole("<h1>Die Fähre fährt künftig auch nachts</h1><p>Von Ada Reed, 7.5.2024</p>"+portText), "Ada Reed"},
			"a team":                          {`<html lang="de">` + whole("<h1>Die Fähre fährt künftig auch nachts</h1><p class=autor>Redaktion</p>"+portText), "Redaktion"},
			"a commenter":                     {english("", whole(portH1+portText+`<div class="comments"><p class="author">Ben Stone</p><p>Nice boat, I say.</p></div>`)), ""},
			"a label":                         {chinese("", riverH1+`<p><span>作者</span><span>余小一</span></p>`+riverText), "余小一"},
			"two, by spaces":                  {chinese("", riverH1+`<p>作者：余小一 向小二　2024-05-01</p>`+riverText), "余小一, 向小二"},
			"who reports":                     {chinese("", riverH1+`<p>江城晚报讯（记者 余小一）`+strings.TrimPrefix(riverText, "<p>")), "余小一"},
			"text over pictures":              {chinese("", riverH1+`<p>文/余小一</p>`+riverText), "余小一"},
			"no name":                         {chinese("", riverH1+riverText+`<p>本文仅代表作者个人观点。</p>`), ""},
		},
		"source": {
			"labelled":                {chinese(`<meta name="copyright" content="江城网版权所有"><title>`+riverName+"_江城网</title>", riverH1+"<p>2024-05-01 来源：<a>江城晚报</a></p>"+riverText), "江城晚报"},
			"in parts":                {chinese("", riverH1+"<p><b>来源</b><a>江城晚报</a></p>"+riverText), "江城晚报"},
			"beside the time":         {chinese("", riverH1+"<p>2024-05-01 09:30 江城晚报</p>"+riverText), "江城晚报"},
			"of nobody":               {chinese("", riverH1+"<p>来源：本站原创</p>"+riverText), ""},
			"a platform's":            {english(`<meta property="og:site_name" content="Medium">`+ld(`{"@type":"NewsArticle","headline":"`+portTitle+`","publisher":{"name":"Port Daily"}}`), portH1+portText), "Port Daily"},
			"a domain, and a name":    {english(`<meta property="og:site_name" content="portdaily.example">`+ld(`{"@type":"NewsArticle","headline":"`+portTitle+`","publisher":{"name":"Port Daily"}}`), portH1+portText), "Port Daily"},
			"with a slogan":           {english(`<meta property="og:site_name" content="Port Daily | All the news">`, portH1+portText), "Port Daily"},
			"of the page's own title": {chinese("<title>"+riverName+"_要闻_江城新闻-The River</title>", riverH1+riverText), "江城新闻"},
		},
		"day": {
			"published before modified":  {english(`<meta property="article:modified_time" content="2024-06-01"><meta property="article:published_time" content="2024-05-01">`, portH1+portText), "2024-05-01"},
			"a clock widget":             {chinese("", `<div>今天是 2026年11月30日 星期一</div>`+riverH1+"<p>2024-05-01</p>"+riverText), "2024-05-01"},
			"an older article above":     {chinese("", `<ul class="hot"><li><a>旧闻</a> 2019-03-02</li></ul>`+riverH1+"<p>2024-05-01</p>"+riverText), "2024-05-01"},
			"of a comment":               {chinese("", riverH1+riverText+`<div class="comments"><p>2024-05-03 22:47</p></div>`), ""},
			"of the foot":                {english("", whole(portH1+portText)+"<p>© 2001-2023 Port Daily, updated 3.4.2023</p>"), ""},
			"in the text":                {english("", whole(portH1+portText+"<p>The old ferry had sunk on 12 March 1998 in a storm, the company said.</p>")), ""},
			"in the address":             {english(`<link rel="canonical" href="https://port.example/2024/05/01/ferry">`, portH1+portText), "2024-05-01"},
			"labelled in the foot":       {`<html lang="de">` + whole("<h1>Die Fähre fährt künftig auch nachts</h1>"+portText) + "<footer>Erschienen am: 01.05.2024</footer>", "2024-05-01"},
			"a list of days":             {english("", whole(portH1+portText)+strings.Repeat("", 1)), ""},
			"a change called published":  {english(`<meta property="article:published_time" content="2024-05-20T10:00:00Z">`, portH1+`<p>May 1, 2024, 9:30 am</p>`+portText), "2024-05-01"},
			"of the first of two labels": {english("", portH1+`<p>Updated: May 3, 2024. Published: May 1, 2024</p>`+portText), "2024-05-01"},
		},
		"time": {
			"a clock on its day":       {chinese(`<meta name="publishdate" content="2024-05-01">`, riverH1+"<p>2024-05-01 09:30</p>"+riverText), "2024-05-01T09:30:00+08:00"},
			"Z behind an editor's own": {chinese(`<meta property="article:published_time" content="2024-05-01T09:30:00Z">`, riverH1+"<p>2024-05-01 09:30</p>"+riverText), "2024-05-01T09:30:00+08:00"},
			"a home's zone":            {`<html lang="de"><h1>Die Fähre fährt künftig auch nachts</h1><p>1. Juli 2024, 9:30 Uhr</p>` + portText, "2024-07-01T09:30:00+02:00"},
			"a time element":           {english("", portH1+`<time datetime="2024-05-01T09:30:00-04:00">today</time>`+portText), "2024-05-01T09:30:00-04:00"},
		},
		"summary": {
			"the site's own":             {chinese(`<meta name="description" content="江城网是江城市的门户网站，提供及时的新闻资讯服务。">`, riverH1+riverText), "沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。"},
			"the headline again":         {chinese(`<meta name="description" content="`+riverName+`-要闻-江城网">`, riverH1+riverText), "沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。"},
			"the headline with keywords": {chinese(`<meta name="description" content="`+riverName+` 码头，开放，江城">`, riverH1+riverText), "沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。"},
			"cut":                        {chinese(`<meta name="description" content="沿江的三座旧码头本周重新开放，市民可以从这里坐船到">`, riverH1+riverText), "沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。"},
			"cut, of another text":       {chinese(`<meta name="description" content="旧码头本周重新开放，有三座。市民可以从这里坐船到">`, riverH1+riverText), "旧码头本周重新开放，有三座。"},
			"markup":                     {chinese(`<meta name="description" content="&lt;p&gt;旧码头本周&lt;b&gt;重新开放&lt;/b&gt;，有三座。&lt;/p&gt;">`, riverH1+riverText), "旧码头本周重新开放，有三座。"},
			"a byline":                   {english(`<meta name="description" content="By Ada Reed">`, portH1+`<p>By Ada Reed</p>`+portText), "The ferry company said on Tuesday that a night run starts in June, after a trial of three weeks that drew more riders than planned."},
			"lines above the text":       {chinese("", riverH1+`<div class=content><p>2024-05-01 09:30 字号：A- A A+ 来源：江城晚报</p><p>（原标题：旧码头“归来”）</p><p>候船厅外景。余小一摄</p>`+riverText+`</div>`), "沿江的三座旧码头本周重新开放，市民可以从这里坐船到对岸，单程十二分钟。"},
		},
		"cover": {
			"a word inside a name":  {english(`<meta property="og:image" content="https://img.example.com/silicon-valley.jpg">`, portH1+portText), "https://img.example.com/silicon-valley.jpg"},
			"what a word is about":  {english(`<meta property="og:image" content="https://img.example.com/pixel-9-review.jpg">`, portH1+portText), "https://img.example.com/pixel-9-review.jpg"},
			"a logo, then another":  {english(`<meta property="og:image" content="https://img.example.com/logo-1200x630.png"><meta name="twitter:image:src" content="https://img.example.com/ferry.jpg">`, portH1+portText), "https://img.example.com/ferry.jpg"},
			"empty, then another":   {english(`<meta property="og:image" content=""><meta property="og:image" content="https://img.example.com/ferry.jpg">`, portH1+portText), "https://img.example.com/ferry.jpg"},
			"secure":                {english(`<meta property="og:image:secure_url" content="https://img.example.com/ferry.jpg">`, portH1+portText), "https://img.example.com/ferry.jpg"},
			"image_src":             {english(`<link rel="image_src" href="https://img.example.com/ferry.jpg">`, portH1+portText), "https://img.example.com/ferry.jpg"},
			"a film":                {english(`<meta property="og:image" content="https://img.example.com/ferry.mp4">`, portH1+portText), ""},
			"small by its name":     {english(`<meta property="og:image" content="https://img.example.com/thumb_155_100_7.jpg">`, portH1+portText), ""},
			"where scripts run not": {english("", portH1+portText+`<noscript><img src="https://img.example.com/ferry.jpg"></noscript>`+portText), "https://img.example.com/ferry.jpg"},
			"by a reference":        {english(ld(`{"@graph":[{"@type":"NewsArticle","headline":"x","image":{"@id":"#i"}},{"@type":"ImageObject","@id":"#i","url":"https://img.example.com/ferry.jpg"}]}`), portH1+portText), "https://img.example.com/ferry.jpg"},
		},
		"url": {
			"the front page":      {english(`<link rel="canonical" href="https://port.example/"><meta property="og:url" content="https://port.example/ferry">`, portH1+portText), "https://port.example/ferry"},
			"a developer's":       {english(`<link rel="canonical" href="http://localhost:3000/ferry"><meta property="og:url" content="https://port.example/ferry">`, portH1+portText), "https://port.example/ferry"},
			"a fragment":          {english(`<link rel="canonical" href="https://port.example/ferry#webpage">`, portH1+portText), "https://port.example/ferry"},
			"a path of a program": {english(`<link rel="canonical" href="https://port.example/m/#/article/12">`, portH1+portText), "https://port.example/m/#/article/12"},
		},
	} {
		for name, c := range cases {
			a, err := extract.Extract(t.Context(), extract.Page{HTML: []byte(c.page)})
			if err != nil {
				t.Errorf("%s, %s: %v", field, name, err)
				continue
			}
			got := fieldOf(a, field)
			switch field {
			case "author":
				got = strings.Join(a.Authors, ", ")
			case "day":
				got, _, _ = strings.Cut(fieldOf(a, "time"), "T")
			}
			if got != c.want {
				t.Errorf("%s, %s: %q, want %q", field, name, got, c.want)
			}
		}
	}
}

// JSON-LD that JSON would not take.
func TestLooseJSONLD(t *testing.T) {
	const article = `{"@type":"NewsArticle","headline":"` + portTitle + `","publisher":{"@type":"Organization","name":"Port Daily"},"description":"It // sails; at night, /* they say */ until two."}`
	for name, script := range map[string]string{
		"plain":            article,
		"a semicolon":      article + ";",
		"CDATA":            "//<![CDATA[\n" + article + "\n//]]>",
		"CDATA, bare":      "<![CDATA[" + article + "]]>",
		"comments":         "/* made by a program */\n// of the desk\n" + article,
		"a comma too many": strings.Replace(article, `"},"desc`, `",},"desc`, 1),
		"line breaks":      strings.Replace(article, "It //", "It\n//", 1),
		"two values":       `{"@type":"WebSite"}` + article,
		"a list":           "[" + article + "]",
		"a graph":          `{"@graph":[{"@type":"WebPage"},` + article + "]}",
		"types in a list":  strings.Replace(article, `"NewsArticle"`, `["NewsArticle","Thing"]`, 1),
		"a full type":      strings.Replace(article, `"NewsArticle"`, `"http://schema.org/NewsArticle"`, 1),
		"odd escapes":      strings.Replace(article, "they say", `they\'d say`, 1),
	} {
		a, err := extract.Extract(t.Context(), extract.Page{HTML: []byte(english(ld(script), portH1+portText))})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a.Source.Name != "Port Daily" || !strings.HasPrefix(a.Summary, "It // sails; at night, /* they") {
			t.Errorf("%s: %q %q", name, a.Source.Name, a.Summary)
		}
	}
}
