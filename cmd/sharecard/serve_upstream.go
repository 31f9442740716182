package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

// upstreamSettings say where articles come from that are not stored here. Their
// paths are explained in package upstream.
type upstreamSettings struct {
	ArticleURL     string            `name:"article-url" help:"JSON API that is asked for articles which are not stored here, with {id} where the ID goes: https://cms.example/api/articles/{id}." placeholder:"URL"`
	ArticleFields  map[string]string `mapsep:"," xor:"article-fields" help:"Where in its documents the fields of an article stand, as in 'title=data.headline, authors=data.writers[].name, source.name=\"江城晚报\"'. Without it they have the service's own form." placeholder:"FIELD=PATH,…"`
	ArticleMap     string            `type:"existingfile" xor:"article-fields" help:"JSON file of one object that says the same: {\"title\": \"data.headline\"}." placeholder:"FILE"`
	ArticleHeader  []string          `sep:"none" help:"Header of each request to it, as in 'Authorization: Bearer …'; may be repeated. Better set by the environment, where other users of the machine do not see it." placeholder:"'NAME: VALUE'"`
	ArticleZone    string            `default:"Asia/Shanghai" help:"Time zone of its times that have none." placeholder:"ZONE"`
	ArticleTimeout time.Duration     `default:"5s" help:"How long an answer may take, tries together; from 100ms to 30s." placeholder:"TIME"`
	ArticleFresh   time.Duration     `default:"1m" help:"How long an answer is good before it is asked for again; from 1s to 1h." placeholder:"TIME"`
}

const (
	maxMapBytes   = 64 << 10
	maxHeaders    = 16
	leastTimeout  = 100 * time.Millisecond
	mostTimeout   = 30 * time.Second
	leastFresh    = time.Second
	mostFresh     = time.Hour
	headerExample = "'Authorization: Bearer …'"
)

// upstream returns how to ask, or nil where no upstream is set.
func (c *upstreamSettings) upstream(log *slog.Logger) (*upstream.Config, error) {
	if c.ArticleTimeout < leastTimeout || c.ArticleTimeout > mostTimeout {
		return nil, usageError{fmt.Errorf("--article-timeout must be from %v to %v", leastTimeout, mostTimeout)}
	}
	if c.ArticleFresh < leastFresh || c.ArticleFresh > mostFresh {
		return nil, usageError{fmt.Errorf("--article-fresh must be from %v to %v", leastFresh, mostFresh)}
	}
	zone, err := time.LoadLocation(c.ArticleZone)
	if err != nil {
		return nil, usageError{fmt.Errorf("--article-zone %q: no such time zone; name one as Asia/Shanghai", c.ArticleZone)}
	}
	if c.ArticleURL == "" {
		if len(c.ArticleFields) > 0 || c.ArticleMap != "" || len(c.ArticleHeader) > 0 {
			return nil, usageError{errors.New("--article-fields, --article-map and --article-header need --article-url")}
		}
		return nil, nil
	}
	if err := upstream.CheckURL(c.ArticleURL); err != nil {
		return nil, usageError{fmt.Errorf("--article-url: %w", err)}
	}
	mapping, err := c.mapping(zone)
	if err != nil {
		return nil, err
	}
	header, err := c.header()
	if err != nil {
		return nil, err
	}
	return &upstream.Config{
		URL: c.ArticleURL, Header: header, Mapping: mapping,
		Timeout: c.ArticleTimeout, Fresh: c.ArticleFresh, Log: log,
	}, nil
}

func (c *upstreamSettings) mapping(zone *time.Location) (*upstream.Mapping, error) {
	paths, flag := c.ArticleFields, "--article-fields"
	var err error
	if c.ArticleMap != "" {
		flag = "--article-map " + c.ArticleMap
		if paths, err = readMap(c.ArticleMap); err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
	}
	mapping, err := upstream.NewMapping(paths, zone)
	if err != nil {
		return nil, usageError{fmt.Errorf("%s: %w", flag, err)}
	}
	return mapping, nil
}

// readMap reads a JSON object of strings.
func readMap(file string) (map[string]string, error) {
	text, err := readUpTo(file, maxMapBytes)
	if err != nil {
		return nil, err
	}
	var paths map[string]string
	if err := json.Unmarshal(text, &paths); err != nil {
		return nil, fmt.Errorf("it is no JSON object of strings: %w", err)
	}
	if len(paths) == 0 {
		return nil, errors.New("it names no field")
	}
	return paths, nil
}

// header reads the headers. No error repeats one: it may be a secret.
func (c *upstreamSettings) header() (http.Header, error) {
	if len(c.ArticleHeader) > maxHeaders {
		return nil, usageError{fmt.Errorf("--article-header: more than %d", maxHeaders)}
	}
	header := http.Header{}
	for i, line := range c.ArticleHeader {
		name, value, found := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if !found || !httpguts.ValidHeaderFieldName(name) || value == "" || !httpguts.ValidHeaderFieldValue(value) {
			return nil, usageError{fmt.Errorf("--article-header: number %d is not of the form %s", i+1, headerExample)}
		}
		header.Add(name, value)
	}
	return header, nil
}

// articleStore keeps articles and the copies of an upstream's.
type articleStore interface {
	article.Store
	upstream.Copies
}

// overUpstream lays the store over the upstream, if there is one, for the caller to
// close; observe is told of each question.
func overUpstream(
	store articleStore, asked *upstream.Config, observe func(outcome string, took time.Duration),
) (over article.Store, closeSource func(), err error) {
	if asked == nil {
		return store, func() {}, nil
	}
	asked.Copies, asked.Observe = store, observe
	source, err := upstream.New(*asked)
	if err != nil {
		return nil, nil, fmt.Errorf("--article-url: %w", err)
	}
	return upstream.Over(store, source), source.Close, nil
}
