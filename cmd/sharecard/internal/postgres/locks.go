package postgres

// Transactions take advisory locks, which end with them.
//
// The first is shared by all that write articles or cards, and taken alone by what
// withdraws or lifts: so none of the former can miss a withdrawal that is committed while
// it is under way, and the withdrawals' numbers are in the order of their commits. The
// function admit takes it too.
//
// Jobs are entered one after the other, under the fourth, so that together they keep their bounds.
//
// Whoever enters a card, or removes bytes that have no entry, holds a lock of the card's
// hash, or of the picture's sum: neither takes from the other what it needs.
const (
	plainly   = `BEGIN`
	shared    = `BEGIN; SELECT pg_advisory_xact_lock_shared(7370001)`
	alone     = `BEGIN; SELECT pg_advisory_xact_lock(7370001)`
	migrating = `BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7370002)`
	// toAddJobs is taken by who enters a job.
	toAddJobs = `SELECT pg_advisory_xact_lock(7370004)`
	// ofBytes takes the lock of one object, by the beginning of its name.
	ofBytes = `SELECT pg_advisory_xact_lock(7370003, hashtext($1))`
)
