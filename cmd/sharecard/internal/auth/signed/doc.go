// Package signed makes and checks the addresses of cards for sites that keep
// their articles to themselves: the article travels in the address, and a
// signature says that it comes from somebody who may publish.
//
//	/i/{kid}.{sig}/{payload}/{card}.{ext}
//
// payload is base64url (RFC 4648, section 5, without padding) of a JSON object,
// at most [MaxPayload] characters:
//
//	{"article":{"title":"…"},"theme":"ink","accent":"#c02020","brand":"evening","ratio":"4:5","scale":2,"exp":1893456000}
//
// All but article may be left out. The example lacks "credits":"all" and "platform":"weibo":
// with a platform the path ends with the word card, in place of {card}.{ext}. exp is the
// time in seconds since 1970 after which the address is no good, give or take [Leeway] for
// clocks that differ.
//
// sig is base64url, without padding, of the HMAC-SHA-256 (RFC 2104) under the
// secret of the key kid over the ASCII text
//
//	{kid}/{payload}/{card}.{ext}
//
// so that neither the article nor the card nor its format can be exchanged. Keys
// are written kid:secret[:brand…], as package credential says; the HMAC is keyed
// with the bytes of the secret as it is written. With several keys a new one can be
// brought in before an old one goes. A key that names brands signs for those
// only; the caller checks that, since an article's source may choose the brand.
//
// testdata has one address that every implementation must arrive at, and the
// few lines it takes in several languages.
package signed
