// Package card turns an article into the picture that is shared: it is the
// service behind every way to ask for one (HTTP, command line, studio).
//
// A call of [Service.Card] goes this way:
//
//	Request ─ check the words (theme, accent, brand, scale, format)
//	  article    from the store, or with the request
//	  brand      the request's, the article's, or that of the article's source
//	  pictures   cover, logo and portrait, as far as the template reads them: own
//	             cache, own flights, outside the limit on rendering; a request
//	             waits for them a while, then goes on without
//	  key        everything that changes a pixel
//	  cache      finished cards, weighed in bytes
//	  flight     one drawing for all who ask for the same key
//	  limiter    a bounded queue, then one worker per processor
//	  contrast   an accent that could not be read is moved in lightness
//	  render     HTML to bytes
//	Result ─ bytes, entity tag, key, alternative text, report
//
// A picture that cannot be had does not fail the request. The card is drawn in
// the layout without it, the result says Degraded and why, and it is kept for
// seconds only. A picture that lands later changes the key, so the next request
// draws with it.
//
// A drawing that still waits in the queue when the last who asked for it leaves
// is never begun; once begun it ends, and is kept for who asks again.
//
// Templates come from a [Library]: the built-in ones, or those of a folder laid
// over them, loaded again whenever a file in it is saved. A [Brand] is a folder
// brands/NAME whose files lie over those once more; what it says of itself
// stands in its brand.css, as custom properties of :root:
//
//	--card-look: ink;                              its default look
//	--card-sources: "江城晚报", "江城日报";          the publications it is chosen by
//	--card-qr-hint: "长按识别，读懂今日江城";        what stands beside the code
//	--look-accent: #0e5a52;                        and every other token of base.css
//
// and its logo in logo.svg or logo.png, with logo-dark.svg or logo-dark.png for
// dark grounds.
//
// Errors are sentinels and *[FieldError]; no HTTP status is known here.
package card
