// Package card turns an article into the picture that is shared: it is the
// service behind every way to ask for one (HTTP, command line, studio).
//
// A call of [Service.Card] goes this way:
//
//	Request ─ check the words (theme, accent, scale, format)
//	  article    from the store, or with the request
//	  cover      own cache, own flight, outside the limit on rendering;
//	             a request waits for it a while, then goes on without it
//	  key        sha256 over everything that changes a pixel
//	  cache      finished cards, weighed in bytes
//	  flight     one drawing for all who ask for the same key
//	  limiter    a bounded queue, then one worker per processor
//	  render     HTML to bytes
//	Result ─ bytes, entity tag, alternative text, report
//
// A cover that cannot be had does not fail the request. The card is drawn in
// the layout without one, the result says Degraded and why, and it is kept for
// seconds only. A cover that lands later changes the key, so the next request
// draws with it.
//
// Templates come from a [Library]: the built-in ones, or those of a folder laid
// over them, loaded again whenever a file in it is saved.
//
// Errors are sentinels and *[FieldError]; no HTTP status is known here.
package card
