// Package credential reads what tokens and signing keys are written as:
//
//	name:secret[:brand…]
//
// separated by commas or white space. The secret is [MinSecret] to [MaxSecret]
// visible ASCII characters other than : and the comma; "openssl rand -hex 16"
// makes a good one. Brands are names of brands; what none means is the owner's to
// say. No name and no secret is given twice: who has a secret would be two people.
//
// What a name may be, and what it is called, differ by [Kind]. An error says which
// one is at fault by its place and, once that is known to be a name, its name; it
// never holds a secret, so it can go into a log.
package credential
