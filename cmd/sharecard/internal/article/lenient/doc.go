// Package lenient reads an article from JSON whose optional fields may be odd, as
// content management systems have them: repaired where there is one sensible
// reading, else left out and named in [article.Article].Dropped. Only what makes it
// no article at all is an error: a title that is missing or no text.
//
// [Decode] reads a document in the article's own form. Package upstream picks
// values out of other documents and reads them with [Fields.Read].
//
// What is repaired, by the kind of a field ([Kinds] has the table):
//
//	any       absent, null, "", false, [] and {} are the same: there is none. A list
//	          of one stands for its element where one value is expected.
//	text      markup goes, entities become characters (package plaintext). Summaries
//	          and quotations are cut at their longest length.
//	list      one string is a list of one; elements that are no text go.
//	time      what clock.go lists: 2024/5/1 9:30, 2024年5月1日 下午3:30, seconds or
//	          milliseconds since 1970, also in a string. 0000-00-00 is none.
//	address   spaces and other characters that an address cannot have are encoded,
//	          &amp; is &.
//	picture   likewise; //host/path, /path and path are relative to the article's
//	          address. Of a list the first address counts, of an object its url or src.
//	count     digits in a string
//	language  zh_CN is zh-CN
//
// A value that was repaired gives the same article, and so the same cards, as the
// correct one.
package lenient
