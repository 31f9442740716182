// Package postgres is the home of all that several replicas of the service share: one
// PostgreSQL database, which [Open] opens. It implements the stores that other packages
// declare, as package sqlite does for one machine:
//
//	Articles   article.Store, and upstream.Copies: copies of an upstream's answers
//	Cards      publish.Store: kept cards, withdrawals, answers to idempotency keys
//	Jobs       queue.Store: lists of cards that are drawn while nobody waits
//
// Bytes are not in the database but objects, in a bucket; see [Config].
//
//	db.go        connections, and Tx, the transaction
//	locks.go     who waits for whom
//	migrate.go   migrations/*.sql in order
//	trace.go     how many queries there are
//	errors.go    what PostgreSQL's faults mean to callers
//	state.go     whether it can be reached, and whose turn it is
//	follow.go    what is withdrawn, in memory, and how a replica learns of it
//	articles.go  articles; copies.go, those of an upstream
//	covers.go    uploaded covers
//	names.go     names that belong to one article
//	cards.go     withdrawals.go answers.go
//	jobs.go      jobs, their lines and results; jobs_work.go, what those do who work on them
//
// # Withdrawals
//
// Every replica has in memory what is withdrawn, since each card asks for it. A
// withdrawal is a transaction that also adds to a log, whose numbers follow the order of
// commits; each second a replica reads what has a higher number than it knows. A
// notification makes it look at once. That may be lost, and nothing depends on it. The same
// query tells which articles were changed a moment ago, so that they are read again.
//
// # The database is away
//
// A replica that cannot read the log goes on for [Config].StaleFor with the withdrawals
// that it knows: articles and entries of cards that it has in memory are answered, all
// else returns the store's ErrAway. After that everything does. When the database answers
// again, all that is withdrawn is read anew, since it may be another one after a failover.
//
// # Order and time
//
// Times are those of the replicas' clocks, which should be kept by NTP: they decide which
// article was changed last, how soon others learn that it was (clocks that differ by more
// than ten seconds make that a minute), and how long answers are remembered. What
// must follow one another does so by locks and numbers.
package postgres
