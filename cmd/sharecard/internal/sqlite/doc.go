// Package sqlite is the embedded home of all that the service is given: one SQLite
// file, which [Open] opens. It implements the stores that other packages declare:
//
//	Articles   article.Store, and upstream.Copies: copies of an upstream's answers
//	Cards      publish.Store: kept cards, withdrawals, answers to idempotency keys
//	Jobs       queue.Store: lists of cards that are drawn while nobody waits
//
// Since all of it is in one file, what belongs together is one transaction: a
// withdrawal leaves the tombstone of the article, ends its cover, drops its copy and
// the entries of its cards at once. Bytes are not in the file but objects beside it;
// see [Config].
//
//	db.go          connections, and Tx, the transaction
//	migrate.go     migrations/*.sql in order
//	check.go       what is looked through beside the requests
//	errors.go      what SQLite's faults mean to callers
//	pending.go     withdrawals that the disk had no room for; withdrawn.go all, in memory
//	articles.go    articles; copies.go, those of an upstream
//	memory.go      articles that were just read
//	covers.go      uploaded covers
//	names.go       names that belong to one article
//	cards.go       withdrawals.go answers.go
//	jobs.go        jobs, their lines and results; jobs_work.go, what those do who work on them
//	dump.go        moving to another home
//
// The file is in WAL mode, so that readers go on while something is written, and
// every commit is synced. What is deleted is overwritten. Writers queue for one
// connection. Other processes may have the file open beside the server; one
// that finds it locked by another for two seconds returns the store's ErrBusy. What
// another process stores, articles show a second later. What is withdrawn is in the
// server's memory, so that there can be but one server: see package datadir.
//
// A file that was removed or replaced while it was open takes nothing any more: what
// would be written returns article.ErrLost, what was read is served.
//
// On a full disk reading goes on and writing returns the store's ErrFull, except that
// withdrawing works: a file beside the database, with -reserve at the end of its name,
// takes withdrawals in place until there is room, some thousand of them. Meanwhile
// they stand in memory, which every answer asks.
package sqlite
