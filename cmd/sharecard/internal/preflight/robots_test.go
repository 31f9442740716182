package preflight

import "testing"

// The examples of RFC 9309, and what is written besides.
func TestRobots(t *testing.T) {
	const text = "\uFEFFUser-Agent: *\nDisallow: *.gif$\nDisallow: /example/ # old\nAllow: /publications/\n" +
		"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n" +
		"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\nSitemap: x\n\n" +
		"User-agent: FOOBOT\nDisallow: /extra\nUser-Agent: quxbot\n\n"
	all := parseRobots(text)
	for _, c := range []struct {
		crawler, path string
		forbidden     bool
	}{
		{"foobot", "/example/page.html", false},
		{"foobot", "/other", true},
		{"FooBot", "/extra", true}, // of both groups
		{"barbot", "/example/page.html", true},
		{"bazbot", "/example/disallow.gif", false},
		{"quxbot", "/example/", false}, // a group without rules
		{"another", "/example/x", true},
		{"another", "/a/b.gif", true},
		{"another", "/a/b.gif?x=1", false},
		{"another", "", false},
	} {
		if got := all.forbids(c.crawler, "https://example.com"+c.path); got != c.forbidden {
			t.Errorf("%s %s: forbidden %t", c.crawler, c.path, got)
		}
	}
}
