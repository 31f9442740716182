package metrics

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

// Metrics counts. It is safe for concurrent use, and implements
// [card.Observer] and [server.Metrics].
type Metrics struct {
	registry *prometheus.Registry

	requests       *prometheus.CounterVec
	requestSeconds *prometheus.HistogramVec

	cards         *prometheus.CounterVec
	renderSeconds *prometheus.HistogramVec
	stageSeconds  *prometheus.HistogramVec
	renderErrors  *prometheus.CounterVec
	degraded      *prometheus.CounterVec
	missing       prometheus.Counter
	queueSeconds  prometheus.Histogram

	pictures       *prometheus.CounterVec
	pictureSeconds prometheus.Histogram

	damaged prometheus.Counter
	stored  *prometheus.CounterVec

	upstream        *prometheus.CounterVec
	upstreamSeconds prometheus.Histogram

	pages       *prometheus.CounterVec
	pageSeconds prometheus.Histogram

	jobLines *prometheus.CounterVec
	webhooks *prometheus.CounterVec
}

// New returns Metrics with a registry of their own.
func New() *Metrics {
	const namespace = "sharecard"
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	}
	// From a picture in memory to a request that waits for a cover and a worker.
	seconds := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: name, Help: help,
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, labels)
	}
	m := &Metrics{
		registry:       prometheus.NewRegistry(),
		requests:       counter("requests_total", "Answered requests.", "method", "route", "status"),
		requestSeconds: seconds("request_seconds", "Time to answer a request.", "route"),
		cards:          counter("cards_total", "Cards asked for, by whether they were in memory.", "template", "cache"),
		renderSeconds:  seconds("render_seconds", "Time to draw a card.", "template"),
		stageSeconds:   seconds("render_stage_seconds", "Time of the stages of drawing.", "stage"),
		renderErrors:   counter("render_errors_total", "Cards that could not be drawn.", "template", "reason"),
		degraded:       counter("render_degraded_total", "Cards drawn without something they asked for.", "template", "what"),
		missing: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "missing_glyphs_total", Help: "Code points that no face has, counted per card.",
		}),
		damaged: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "damaged_cards_total", Help: "Permanent cards whose bytes on the disk were damaged, and were set aside.",
		}),
		stored:       counter("store_requests_total", "Queries and requests to what several servers share, by what that is.", "store"),
		queueSeconds: seconds("queue_seconds", "Time a card waits for a worker.").WithLabelValues().(prometheus.Histogram),
		pictures: counter("pictures_total",
			"Pictures of articles that were fetched, by what went wrong; those that cannot be decoded count twice.", "fault"),
		pictureSeconds:  seconds("picture_seconds", "Time to fetch a picture.").WithLabelValues().(prometheus.Histogram),
		upstream:        counter("upstream_questions_total", "Questions to the upstream of articles, by how they ended.", "outcome"),
		upstreamSeconds: seconds("upstream_seconds", "Time of a question to the upstream.").WithLabelValues().(prometheus.Histogram),
		pages:           counter("pages_total", "Pages of listed hosts that were asked for, by how that ended.", "outcome"),
		jobLines:        counter("job_lines_total", "Lines of jobs that have a result, by whether that is a card.", "outcome"),
		webhooks:        counter("webhooks_total", "Attempts to tell webhooks of jobs, by how they ended.", "outcome"),
		pageSeconds:     seconds("page_seconds", "Time to fetch and read a page.").WithLabelValues().(prometheus.Histogram),
	}
	m.registry.MustRegister(m.requests, m.requestSeconds, m.cards, m.renderSeconds, m.stageSeconds,
		m.renderErrors, m.degraded, m.missing, m.queueSeconds, m.pictures, m.pictureSeconds,
		m.upstream, m.upstreamSeconds, m.damaged, m.stored, m.pages, m.pageSeconds, m.jobLines, m.webhooks,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler serves the metrics in Prometheus' text formats.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Kept adds the gauges of the cards that are kept: how many bytes they have, and may
// have, 0 for no limit.
func (m *Metrics) Kept(used func() int64, limit int64) {
	m.Gauge("kept_bytes", "Bytes of permanent cards.", func() float64 { return float64(used()) })
	m.Gauge("kept_limit_bytes", "Bytes that permanent cards may have; 0 for no limit.", func() float64 { return float64(limit) })
}

// Stored counts a query to the database, or a request to the bucket.
func (m *Metrics) Stored(store string) { m.stored.WithLabelValues(store).Inc() }

// JobLine implements [queue.Counter].
func (m *Metrics) JobLine(failed bool) { m.jobLines.WithLabelValues(outcome(!failed)).Inc() }

// Told implements [queue.Counter].
func (m *Metrics) Told(delivered bool) { m.webhooks.WithLabelValues(outcome(delivered)).Inc() }

func outcome(well bool) string {
	if well {
		return "ok"
	}
	return "failed"
}

// Damaged counts a permanent card whose bytes were damaged.
func (m *Metrics) Damaged() { m.damaged.Inc() }

// Gauge adds a metric whose value is asked for when metrics are read. Names that
// are taken panic.
func (m *Metrics) Gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "sharecard", Name: name, Help: help}, value))
}

// Queue adds the gauges of a queue; load tells how many cards are drawn and how
// many wait.
func (m *Metrics) Queue(load func() (drawing, waiting int)) {
	m.Gauge("queue_drawing", "Cards being drawn.", func() float64 { d, _ := load(); return float64(d) })
	m.Gauge("queue_waiting", "Cards waiting for a worker.", func() float64 { _, w := load(); return float64(w) })
}

// Request counts an answered request. route is the pattern it matched.
func (m *Metrics) Request(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.requestSeconds.WithLabelValues(route).Observe(took.Seconds())
}

// Hit implements [card.Observer].
func (m *Metrics) Hit(template string) { m.cards.WithLabelValues(template, "hit").Inc() }

// Miss implements [card.Observer].
func (m *Metrics) Miss(template string) { m.cards.WithLabelValues(template, "miss").Inc() }

// Drawn implements [card.Observer].
func (m *Metrics) Drawn(d card.Drawing) {
	if !errors.Is(d.Err, card.ErrBusy) { // who found no place did not wait
		m.queueSeconds.Observe(d.Wait.Seconds())
	}
	if d.Err != nil {
		m.renderErrors.WithLabelValues(d.Template, reason(d.Err)).Inc()
		return
	}
	m.renderSeconds.WithLabelValues(d.Template).Observe(d.Took.Seconds())
	for _, stage := range d.Stages {
		m.stageSeconds.WithLabelValues(stage.Name).Observe(stage.Took.Seconds())
	}
	missing := len(d.Report.Missing())
	m.missing.Add(float64(missing))
	for what, is := range map[string]bool{
		"glyph": missing > 0, "image": len(d.Report.Images) > 0, "text": d.Report.Cut(),
	} {
		if is {
			m.degraded.WithLabelValues(d.Template, what).Inc()
		}
	}
}

// reason is the word for an error of drawing.
func reason(err error) string {
	switch {
	case errors.Is(err, card.ErrBusy):
		return "busy"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "timeout"
	case errors.Is(err, render.ErrStrict):
		return "text"
	case errors.Is(err, render.ErrTooLarge), errors.Is(err, render.ErrCannotFit), errors.Is(err, card.ErrInvalid):
		return "size"
	case errors.Is(err, render.ErrTemplate):
		return "template"
	case errors.Is(err, card.ErrPanic):
		return "panic"
	}
	return "other"
}

// Asked counts a question to the upstream of articles; see [upstream.Config].
func (m *Metrics) Asked(outcome string, took time.Duration) {
	m.upstream.WithLabelValues(outcome).Inc()
	m.upstreamSeconds.Observe(took.Seconds())
}

// PageRead counts a page of a listed host; see [site.Config].
func (m *Metrics) PageRead(outcome string, took time.Duration) {
	m.pages.WithLabelValues(outcome).Inc()
	m.pageSeconds.Observe(took.Seconds())
}

// Fetched implements [card.Observer].
func (m *Metrics) Fetched(fault string, took time.Duration) {
	m.pictures.WithLabelValues(fault).Inc()
	m.pictureSeconds.Observe(took.Seconds())
}
