// Package metrics counts what the service does, for Prometheus.
//
// Names begin with sharecard_; times are in seconds, sizes in bytes.
//
//	requests_total{method,route,status}    answered requests; route is a pattern, "" where none matched
//	request_seconds{route}                 how long they took
//	cards_total{template,cache}            cards asked for: found in memory (hit) or not (miss)
//	render_seconds{template}               drawing a card, from template to bytes
//	render_stage_seconds{stage}            its stages: fill, layout, paint, encode
//	render_errors_total{template,reason}   drawings that failed: busy, timeout, text, size, template, panic, other
//	render_degraded_total{template,what}   cards drawn without something: a glyph, an image; or with cut text
//	missing_glyphs_total                   code points drawn as a box, counted per card
//	queue_seconds                          waiting for a worker
//	queue_waiting, queue_drawing           cards that wait and that are drawn right now
//	picture_seconds                        fetching the pictures of articles
//	pictures_total{fault}                  what came of it; fault is "" where the picture is there
//	upstream_questions_total{outcome}      questions to the upstream of articles: article, unchanged, gone, document, fault
//	upstream_seconds                       how long they took
//	kept_bytes, kept_limit_bytes           permanent cards on disk, and how much they may take
//	job_lines_total{outcome}               lines of jobs that have a result: ok, failed
//	jobs_waiting_lines                     lines of jobs without one
//	webhooks_total{outcome}                attempts to tell webhooks of jobs: ok, failed
//
// and the Go runtime's own and the process's. Labels take few values: patterns
// of routes, names of templates, words from the lists above.
package metrics
