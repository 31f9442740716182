// Package wechat signs web pages for WeChat's JS-SDK.
//
// Inside WeChat a page may say how it looks when it is passed on (its title, its
// two lines of text, its picture) only through the JS-SDK, and the SDK listens
// only to a page whose address an official account has signed. Without that,
// since 2017, WeChat shows a picture of its own.
//
// A signature is the SHA-1 of a random word, the time, the page's address
// without its fragment, and the account's ticket ([Sign]). The ticket is the
// secret in it. WeChat hands it out against an access token, and the token
// against the account's ID and secret; each is good for two hours and the calls
// for it are counted by the day. Hence:
//
//   - A [Signer] keeps token and ticket until shortly before they expire.
//   - One caller at a time asks WeChat. The others wait for what he gets, or go
//     on with the old ticket while that is good.
//   - A failure is remembered: for [RetryAfter], or for [QuotaRetryAfter] where
//     the day's calls are used up. A token that WeChat no longer takes (40001,
//     40014, 42001) is fetched anew once.
//   - Tokens come from stable_token, which leaves those of the account's other
//     programs alone; cgi-bin/token would end them.
//
// The signature is for everybody to see, so it is made only for pages on hosts
// the operator has listed. Secret, token and ticket are in no error and no log.
package wechat
