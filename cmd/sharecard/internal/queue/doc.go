// Package queue works through long lists of cards while nobody waits for them.
//
// A [Job] is such a list, as one caller sent it: up to [MaxLines] lines, each of which
// asks for a card. It is stored before it is acknowledged, and so is the result of each
// line. What is done with a line is not known here: [Queue.Run] is given a function.
//
//	job.go      Job, Line, Delivery; their bounds
//	store.go    Store: where they are kept, on one machine or for several servers
//	columns.go  times and flags as both keep them
//	queue.go    adding, finding and cancelling jobs
//	run.go      working on lines
//	deliver.go  telling the webhook of a job
//
// # Whose turn it is
//
// A server takes a [Chunk]: some lines of one job that are not answered yet. While it
// works on them no other server takes lines of the same job. Then the job goes behind those
// of other callers: the caller who had a turn last is the last one in line. So nobody
// waits behind 50,000 lines, and one line that takes long holds up its own job alone.
//
// # What a crash leaves
//
// A chunk is held for [lease], which its server prolongs. When the server dies, the
// hold ends, and the lines without a result are taken again. A server whose hold ended is
// told so when it records results, and they do not count. A line that was worked on twice
// has one result. Its card is the same one: a card is known by what it shows.
//
// The last result of a job, the end of the job and what its webhook is told are written in
// one transaction.
//
// # Why no library of queues
//
// Riverqueue over PostgreSQL and SQLite would need the two tables of jobs and lines as well,
// since callers ask for lines, counts and turns. Beside them it brings ten modules, tables of
// its own in both homes, a driver for SQLite that is in early testing, and takes up again what a
// dead server left after a time that must be longer than the longest work.
package queue
