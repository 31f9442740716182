package template

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// maxAddress is the longest address that is encoded, in bytes: what a code of 49 modules
// holds. A larger code would have to be so large that it is the first thing seen of a
// card.
const maxAddress = 192

// Scannable reports whether a reader who scans address can open it: http or
// https, at a host that is not loopback, private or link-local, and at most
// 192 bytes long.
func Scannable(address string) bool {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "" || host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") {
		return false
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	// 127.1 and 0x7f000001 are addresses to many resolvers.
	return net.ParseIP(host) == nil && !endsInNumber(host)
}

// endsInNumber reports whether host is an IPv4 address to a browser (WHATWG
// URL §3.5).
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if strings.HasPrefix(last, "0x") {
		return strings.Trim(last[2:], "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}
