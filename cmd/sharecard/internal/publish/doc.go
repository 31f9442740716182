// Package publish knows who may see, keep, withdraw and lift a card, keeps the cards
// that were promised to stay, what a scheduler posts today and a platform fetches in
// three weeks, and takes back what must not be shown any more.
//
//	publisher.go  Publisher: a request becomes a card, for whoever may have it
//	rules.go      who may
//	order.go      cards that are kept, and orders that come twice
//	selection.go  which stored articles a digest is of
//	articles.go   storing, withdrawing and lifting
//	kept.go       Keeper: keeping, finding and reading cards
//	withdraw.go   taking articles and cards back, and taking that back
//	surrogate.go  what shared caches drop cards by
//	answers.go    how requests with an idempotency key were answered
//	tidy.go       what goes by itself, and when
//	sound.go      what is checked of bytes on the disk
//	store.go      what a Keeper stands on: Store for what is known, Objects for bytes
//	errors.go     what can be wrong
//
// Who asks comes as an [auth.Caller], nil for the public. A card is drawn in this
// order, so that nothing is done for somebody who may not have it:
//
//	cards.Resolve    the article, the brand and the template of the request
//	allowShown, or allowSpoken for words that the caller brings
//	cards.Prepare    pictures and key
//	cards.Draw
//	CheckStanding    was the article withdrawn meanwhile?
//
// A card's hash is of everything that changes a pixel, so a hash never comes to
// mean other bytes, and a card is found before it is drawn.
//
// # What a crash leaves
//
// The bytes of a card are on the disk before its entry is committed, and only what
// has an entry is ever read. So whenever the process or the machine dies, a card is
// whole or not there. What a crash may leave behind are bytes without an entry; they
// go at the next [Keeper.Tidy], with which [Keeper.Run] begins.
//
// Whenever bytes come from the disk they are compared with their sum, and in the
// background one card after the other is. Damaged ones are set aside and answer 404,
// until the same request yields the same bytes again.
//
// Bytes are removed after their entry, in a transaction that looks whether there is
// an entry again; a card is entered in a transaction that looks whether its bytes
// are still there. So neither takes from the other what it needs.
//
// # What goes, and when
//
// Nothing goes to make room: a store at its limit refuses new cards with
// [ErrFull] and serves those it has. Cards go that were withdrawn
// ([Keeper.Withdraw]) or, where Config.Keep is set, that were neither made nor read
// for that long.
//
// A withdrawal is of an article under all its names: see article.Names, and what is
// known to belong together ([Withdrawals]). So it does not matter which of them a
// caller knows, nor which of them an address has, and what was withdrawn together is
// lifted together. A caller whose token does not reach to all that is concerned is
// refused.
//
// It is one transaction, before any file is touched: the tombstones of the
// articles, the names and hashes that must not come back, and the entries of the
// cards. Every card is entered in a transaction that looks for its names there, so a
// drawing that was under way cannot bring a withdrawn card back.
//
// # Limits, and what to do at each
//
// Each query finds its rows by an index, and pages go on from a key, so that none takes
// longer the more is kept. TestPlans of package postgres holds every query to that, and logs
// how long each takes, among as many articles as SHARECARD_TEST_ROWS says; a million, with
// five million cards, is the most that was tried.
//
//	1,000,000 articles and 5,000,000 cards          3 GB of the database, and the cards' bytes in the bucket
//	100,000 answers to idempotency keys a day       ErrFull: send keys where it matters, or fewer requests
//	Config.MaxBytes                                 raise --max-disk, or set --keep
//	4 GB of uploaded covers, 64 GB in a bucket      withdraw, or let articles name addresses instead
//	100,000 copies of an upstream's articles        none: the oldest are asked for again
//	10,000 names that belong to one article         withdraw single cards by their hashes
//	100 jobs of a caller that have not ended        too_many_jobs: longer jobs, or wait; see package queue
//	as many lines of jobs as processors draw        BenchmarkJobs; more servers draw more jobs at once, not one job faster
//	all withdrawn names in memory, 100 bytes each   a million take 100 MB of every server: raise its memory
//	one writer at a time (SQLite)                   move to PostgreSQL
//	100 connections of PostgreSQL, 16 a server      pool_max_conns=8 in the address, or a pooler
//	one database that writes (PostgreSQL)           withdrawals wait for each other, puts do not; a larger machine
//	5,000 objects a second under one prefix (AWS)   keys begin with two digits of a hash, so there are 256 prefixes
//
// A data folder belongs to one server at a time: package datadir locks it. Several servers
// share a database and a bucket instead: packages postgres and s3. A backup may hold a file more than is known, or
// one less: neither is ever served as a card, and a card that is missing is drawn again
// when it is asked for.
package publish
