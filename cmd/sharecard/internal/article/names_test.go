package article_test

import (
	"slices"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// address is the name of an address alone.
func address(url string) string {
	names := article.Names(&article.Article{URL: url})
	return names[len(names)-1]
}

// Ways to write one address are one name, and addresses that may lead elsewhere are not.
func TestNamesOfAddresses(t *testing.T) {
	met := map[string]string{}
	for _, group := range [][]string{
		{
			"https://example.com", "http://example.com/", "https://EXAMPLE.com:443/#a", "http://example.com.:80/?", "https://example.com/./" +
				"?utm_id=1",
			"https://example.com/a/..", "https://example.com/?&=&", "https://example.com/?UTM_Source=1",
		},
		{"https://example.com/新闻?q=题", "https://example.com/%e6%96%b0%E9%97%BB?q=%E9%A2%98", "https://example.com/%E6%96%B0闻/?q=题&"},
		{"https://例子.测试/a", "https://xn--fsqu00a.xn--0zwm56d/a"},
		{"https://example.com/a?b=1&c=2", "https://example.com/a?c=2&b=1", "https://example.com/a?c=%32&b=1&scene=21"},
		{"https://example.com/a?b", "https://example.com/a?b="},
		{"https://example.com/a?b=x+y", "https://example.com/a?b=x%20y"},
		{"https://example.com/a%2Fb", "https://example.com/a%2fb"},
		{"https://example.com/a/b"}, {"https://example.com/a//b"}, {"https://example.com/A/b"}, {"https://example.com/a%3Fb"},
		{"https://example.com/a?b=1&b=2"}, {"https://example.com/a?b=1"}, {"https://example.com/a?b=2"}, {"https://example.com/a?id=1"},
		{"https://example.com:8080/"}, {"https://www.example.com/"}, {"https://[2001:db8::1]/"}, {"https://[2001:db8::1]:8080/"},
		{"https://example.com/a?b=%"}, {"https://example.com/a?utm=1"},
	} {
		name := address(group[0])
		if err := article.CheckName(name); err != nil || article.ValidID(name) || strings.ContainsAny(name, " \n") {
			t.Errorf("%s: %q, %v", group[0], name, err)
		}
		if earlier, found := met[name]; found {
			t.Errorf("%s and %s are one", group[0], earlier)
		}
		for _, url := range group {
			met[name] = url
			if address(url) != name {
				t.Errorf("%s is not %s", url, group[0])
			}
		}
	}
}

func TestNames(t *testing.T) {
	a := &article.Article{Title: "题", Source: article.Source{Name: "报"}}
	text := article.TextName(a)
	if names := article.Names(a); !slices.Equal(names, []string{article.HashID(a), text}) {
		t.Errorf("of words alone: %q", names)
	}
	a.ID = "a"
	if names := article.Names(a); !slices.Equal(names, []string{"a"}) {
		t.Errorf("with an ID: %q", names)
	}
	a.URL = "https://example.com/a"
	if names := article.Names(a); !slices.Equal(names, []string{"a", article.HashID(a), address(a.URL)}) {
		t.Errorf("with both: %q", names)
	}
	a.ID = article.HashID(a) // as it is imported
	if names := article.KnownNames(a); !slices.Equal(names, []string{a.ID, address(a.URL), text}) {
		t.Errorf("imported: %q", names)
	}
	for _, wrong := range []string{"", "u:", "t:a b", "x:a", "u:../a"} {
		if article.CheckName(wrong) == nil {
			t.Errorf("%q is a name", wrong)
		}
	}
}
