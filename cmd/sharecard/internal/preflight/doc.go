// Package preflight tells why the picture of a shared page does not show: it looks at a
// page as platforms do and says of each thing it finds what to do, and which platforms
// it concerns.
//
//	check.go     a page, a saved page or a picture becomes a [Report]
//	tags.go      what the page says of itself: Open Graph, Twitter Cards, robots
//	picture.go   the picture: how its host answers, its form, its size, against the
//	             limits of package platform
//	robots.go    robots.txt (RFC 9309)
//	server.go    what the service itself is set to
//	finding.go   findings, and findings.json, the one table of what is said of them
//
// Pages and pictures are fetched through the guard of package fetch, and are read as data
// only. Everything is bounded: [MaxPage] and [fetch.MaxPicture] bytes, the picture and
// robots.txt of two hosts at most.
package preflight
