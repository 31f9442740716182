// Package auth knows who may use the service: the tokens of its settings and
// the brands that each may publish under.
//
//	caller.go    [Caller], who holds a token or a signing key
//	tokens.go    [Tokens], who is told by his token
//	credential/  how tokens and signing keys are written
//	signed/      addresses that carry their article and a signature
//
// Tokens are written as package credential says:
//
//	desk:8fK2w0Q7mVx1Zr5T scheduler:Jt4nB9sLpY6cHd3G:evening:daily
//
// The name says in logs and beside idempotency keys who asked; it is 1 to 64 of
// A–Z, a–z, 0–9 and . _ -. A token that names brands may publish under those and
// without a brand; one that names none may publish under every brand.
//
// What is kept in memory is the SHA-256 of each secret, and looking one up takes
// the same time whatever is asked. Secrets never reach an error or a log.
package auth
