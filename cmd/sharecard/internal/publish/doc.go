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
//	checkStanding    was the article withdrawn meanwhile?
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
// A data folder belongs to one server at a time: package datadir locks it. A backup may hold a file more than is known, or
// one less: neither is ever served as a card, and a card that is missing is drawn again
// when it is asked for.
package publish
