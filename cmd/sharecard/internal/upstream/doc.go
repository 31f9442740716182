// Package upstream takes articles from where a publisher already keeps them: a
// JSON API of his content management system.
//
// A [Store] looks into the service's own store first and asks the upstream for
// what is not there. An article that is stored here therefore hides the
// upstream's, and one that was withdrawn here stays withdrawn, whatever the
// upstream says and whether or not it answers. Lists have stored articles only.
//
// # What is asked, and when
//
//	GET https://cms.example/api/articles/{id}
//
// An answer is good for a minute ([Config].Fresh). After that the upstream is
// asked again with If-None-Match and If-Modified-Since, once for all who ask at
// the same time. What it says counts: a new text replaces the old one, and 404 or
// 410 means that there is no such article (any more). A 404 is remembered for ten
// seconds.
//
// Everything else is a fault: no connection, no answer in time, 5xx, 429, another
// 4xx, a redirect, a document that is no article. It is tried up to three times,
// where that may help, with growing random pauses. Then the last good answer is
// used. It is kept on disk, so that it survives restarts, and for as long as the
// upstream is faulty. Whoever asks for an article of which there is such a copy
// waits for [Config].Patience at most. Without one he gets [ErrUnavailable], or
// [ErrDocument] where the upstream answered something that is no article.
//
// Where five who waited had no answer in time, others do not wait: they have the
// copy at once, and the answer counts when it comes. After five faults in a row
// the upstream is left alone, for a second at first
// and up to half a minute; a dead upstream thus costs nothing. One request at a
// time then tries whether it is back.
//
// # How its documents are read
//
// A [Mapping] says where in the upstream's document each field of an article
// stands, as a path from the document's root:
//
//	title         = data.headline
//	published_at  = data.publish_time
//	authors       = data.writers[].name
//	channel       = data.nav[0].label
//	source.name   = "江城晚报"
//	credits[].role = data.staff[].duty
//	credits[].name = data.staff[].person.name
//
// A path is names joined by dots. name[] means each element of an array and
// name[2] the third one. A value in double quotes stands for itself. Fields:
//
//	title kicker summary url editor quote quote_by portrait brand lang
//	source.name source.logo cover.url cover.credit cover.caption   strings
//	published_at              a time
//	channel authors keep      lists of strings, or one string
//	cover.focus               a list of two numbers from 0 to 1
//	credits[].role  credits[].name
//	items[].title  items[].summary  items[].published_at  items[].url
//	reactions[].name  reactions[].count (a whole number)
//
// Without a mapping the document is expected to be in the service's own form.
// Fields of the upstream that nobody asks for are not looked at.
//
// # What may be odd about them
//
// Only a title that is missing, or no text, makes a document no article. What is odd
// in another field is repaired where there is one sensible reading; package lenient
// lists how. Times without an offset are in the mapping's zone, and days stay days. A field that cannot be
// read is left out: it is named by the upstream's own path in the log and by
// "sharecard article fetch", and cards that would have shown it are degraded.
//
// A list of one and its element stand for each other on the way along a path. A
// document is in UTF-8, in the charset that the answer declares, or in what its byte
// order mark says.
package upstream
