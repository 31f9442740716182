package preflight

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// robots are the rules of a robots.txt (RFC 9309).
type robots []group

// group are the rules for some crawlers (section 2.2).
type group struct {
	agents []string // product tokens in small letters; "*" is everybody
	rules  []rule
}

type rule struct {
	allow bool
	path  string
}

// parseRobots reads the lines of a robots.txt; those that mean nothing here are passed
// over.
func parseRobots(text string) (all robots) {
	closed := true
	for line := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		line, _, _ = strings.Cut(line, "#")
		name, value, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch name {
		case "user-agent":
			if closed {
				all = append(all, group{})
				closed = false
			}
			last := &all[len(all)-1]
			last.agents = append(last.agents, strings.ToLower(value))
		case "allow", "disallow":
			closed = true
			if len(all) > 0 && value != "" {
				last := &all[len(all)-1]
				last.rules = append(last.rules, rule{name == "allow", value})
			}
		}
	}
	return all
}

// forbids reports whether a crawler may not ask for an address: the longest rule counts
// of the groups for it, or else of those for everybody (section 2.2.2).
func (all robots) forbids(crawler, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	rules, named := all.of(strings.ToLower(crawler))
	if !named {
		rules, _ = all.of("*")
	}
	longest, allowed := -1, true
	for _, r := range rules {
		if !r.matches(path) {
			continue
		}
		if n := len(r.path); n > longest || n == longest && r.allow {
			longest, allowed = n, r.allow
		}
	}
	return !allowed
}

// of returns the rules of all groups for an agent, and whether there is one.
func (all robots) of(agent string) (rules []rule, named bool) {
	for _, g := range all {
		if slices.Contains(g.agents, agent) {
			rules, named = append(rules, g.rules...), true
		}
	}
	return rules, named
}

// matches compares a path with a rule, in which * stands for anything and a $ at the end
// for the end (section 2.2.3).
func (r rule) matches(path string) bool {
	pattern, anchored := strings.CutSuffix(r.path, "$")
	if !strings.Contains(pattern, "*") {
		return strings.HasPrefix(path, pattern) && (!anchored || path == pattern)
	}
	form := "^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*")
	if anchored {
		form += "$"
	}
	matched, err := regexp.MatchString(form, path)
	return err == nil && matched
}
