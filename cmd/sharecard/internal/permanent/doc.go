// Package permanent keeps the cards that were promised to stay: what a
// scheduler posts today and a platform fetches in three weeks.
//
// A [Store] is a folder and an index beside it:
//
//	cards/3f/3fb2…e1.jpg   the bytes, named by the card's hash
//	cards/tmp/             what is being written
//	cards.db               SQLite: what each card is, whose it is, what was withdrawn
//
// The hash is of everything that changes a pixel, so a hash never comes to mean
// other bytes, and a card is found before it is drawn.
//
// # What a crash leaves
//
// A card is written to cards/tmp and synced, then renamed into its folder within
// the transaction that enters it into the index; the folder is synced before the
// transaction commits. Only what is in the index is ever read. So whenever the
// process or the machine dies, a card is whole or not there. What a crash may
// leave behind is a file that the index does not know: those in cards/tmp go
// when the store is opened, others at the next [Store.Tidy], with which
// [Store.Run] begins.
//
// # What goes, and when
//
// Nothing goes to make room: a store at its limit refuses new cards with
// [ErrFull] and serves those it has. Cards go that were withdrawn ([Store.Withdraw]),
// or, where Config.Keep is set, that were neither made nor read for that long.
//
// A withdrawal is a row in the index before any file is touched. Every card is
// entered in a transaction that looks for such a row, so a drawing that was under
// way cannot bring a withdrawn card back.
//
// The index also remembers for a day how requests with an idempotency key were
// answered ([Store.Remember]).
//
// A folder belongs to one server at a time; a second one that takes over may
// start before the first has ended. A backup may hold a file more than the index
// knows, or one less: neither is ever served as a card, and what is missing is
// made again when it is asked for.
package permanent
