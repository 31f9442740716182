// Package site reads articles from the pages of listed hosts when a card of theirs is
// asked for by address, so that a site needs nothing but the share button: no store,
// no signature.
//
// # What is read, and when
//
// Addresses that differ only in their scheme, in their fragment or in what counts
// visitors are one page ([article.HashID]). Other spellings, as with // in the path, and
// unknown words of a query are other pages, since a host may answer them otherwise. Each
// costs its client and its host one of the pages that they may have read in a second. A page is fetched once for all who ask at
// the same time, by the guarded client of package fetch, and remembered for as long as
// its own Cache-Control or Expires says: at least leastFresh, at most mostFresh,
// unsaidFresh where it says nothing. After that its host is asked whether it has
// changed (If-None-Match, If-Modified-Since). Whoever asks waits for that as long as
// patience lasts, and then has the article as it was.
//
// A page that its host says is gone (404, 410) is gone here too. Where the host does
// not answer, the last article stays. Faults are remembered for a few seconds, so that
// a dead page costs its host nothing.
//
// # Whose article it is
//
// A page that names another address as its canonical one gives an article under that
// address: the same card, and withdrawn with it, unless another article was found there. It is not taken for what stands at
// that address, which has its own word: a page that any reader may write cannot change
// another page's card. A redirect may lead to listed hosts only.
//
// An article that is stored under the address ([Config.Stored]) goes before the page,
// and one that was withdrawn is not read at all.
//
// # Bounds
//
// Pages that are read at once, of each host and for each client, those that wait for it,
// the pages that a host and a
// client have read in a second, the bytes of a page, and the bytes of all articles
// that are remembered.
package site
