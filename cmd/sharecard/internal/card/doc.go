// Package card turns an article into the picture that is shared: it is the
// service behind every way to ask for one (HTTP, command line, studio).
//
// A card is made in three calls, so that a caller can be refused after the first,
// before anything is fetched for him; [Service.Card] makes all three:
//
//	Resolve   plan.go      a Request becomes a Plan
//	            words        theme, accent, brand, scale and format are checked (validate.go)
//	            article      from the store, or with the request
//	            brand        the request's, the article's, or that of the article's source
//	Prepare   prepare.go
//	            template     in the brand's dress (library.go, set.go, brand.go)
//	            pictures     the files of cover, logo and portrait, as far as the template reads them: a
//	                         cache and flights of their own, outside the limit on drawing; a
//	                         request waits for them a while, then goes on without; their hosts are
//	                         asked again when they say so (picturecache.go)
//	            key          everything that changes a pixel (key.go)
//	Draw      draw.go
//	            cache        finished cards, weighed in bytes (cache.go)
//	            flight       one drawing for all who ask for the same key (flight.go)
//	            limiter      a bounded queue, which counts the bytes of files too (ledger.go), then
//	                         one worker per processor (limiter.go); cards that nobody waits for take
//	                         turns beside (turns.go)
//	            decode       files become pictures, which are kept by their content (decode.go)
//	            look         the cover's subject and colours, measured once (look.go)
//	            contrast     an accent that could not be read is moved in lightness (contrast.go)
//	            label        what was made by machine is said on the card and in its file (ailabel.go)
//	            render       HTML to bytes
//	          Result       bytes, entity tag, key, alternative text, report (report.go)
//
// A request may name stored articles that become the items of a digest (digest.go).
// Fields that were left out of an article are told by each of its cards (dropped.go).
//
// [Result.Entry] describes a card in a list, and [CodeOf] names an error.
//
// A picture that cannot be had does not fail the request. The card is drawn in
// the layout without it, the result says Degraded and why, and it is kept for
// seconds only. A picture that lands later changes the key, so the next request
// draws with it.
//
// A drawing that still waits in the queue when the last caller leaves is never begun.
// Once begun it runs to its end, and the card is kept for the next caller.
//
// Templates come from a [Library]: the built-in ones, or those of a folder laid
// over them, loaded again whenever a file in it is saved. A [Brand] is a folder
// brands/NAME whose files lie over those once more; what it says of itself
// stands in its brand.css, as custom properties of :root:
//
//	--card-theme: ink;                             its default theme
//	--card-sources: "江城晚报", "江城日报";          the publications it is chosen by
//	--card-qr-hint: "长按识别，读懂今日江城";        what stands beside the code
//	--card-producer: "001191110000DEMO000000";     who answers for what was made by machine
//	--theme-accent: #0e5a52;                       and every other token of base.css
//
// and its logo in logo.svg or logo.png, with logo-dark.svg or logo-dark.png for
// dark grounds.
//
// Errors are sentinels and *[FieldError]; no HTTP status is known here.
package card
