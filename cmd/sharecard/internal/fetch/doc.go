// Package fetch is the one way out: the HTTP client for addresses that came with
// an article or a page, and that nobody here has vouched for.
//
// Such an address may point at this machine or at its neighbours (server-side
// request forgery). Where a request goes is therefore decided where it cannot be
// argued with: at each connection, by the IP address about to be dialled, after
// the name was resolved and after each redirect. What the name said before, or
// how the address was spelt, does not matter. Only public addresses at ports 80
// and 443 are dialled, and no proxy is used.
//
// What was got before is asked for conditionally ([Client.GetChanged]), and a response
// says for how long its host lets it be used without asking again.
//
// A [Client] is bounded in time, bytes, redirects and connections. Its errors
// wrap a [Fault], whose code says in one word what went wrong and gives away
// nothing of the network.
package fetch
