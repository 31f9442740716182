// Package studio is the designers' page: it shows what the service will draw, in
// every place it will be shown, with the hardest articles there are.
//
// The page itself is in assets: plain HTML, one style sheet and small ES modules,
// shipped in the binary, without a build step and without any other host.
//
//	studio.js    the state, the bar, the list of articles, the keyboard
//	state.js     the state as the address's fragment holds it
//	card.js      one card, with overlay.js over it and inspector.js beside it
//	drawing.js   what the views of one card have in common
//	compare.js   the same page as the browser draws it
//	sheet.js     many cards, those with faults first
//	place.js     the card in a chat and in a Moments post, recompressed
//	form.js      own content; faults.js: diagnostics; copy.js: lines to copy
//	api.js       what is asked of the server, and its going and coming back
//
// What it asks of the server is here, without a word of HTTP: [World] is what
// there is to look at, [Pages] holds filled templates for a browser to draw,
// [Recompress] sends a picture through what a chat application does to it, and
// [Folder] keeps samples and covers beside a designer's templates. Cards come
// from the same service as everybody's.
package studio
