package gate

import (
	"net/netip"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/listen"
)

// maxForwarded bounds the proxies that are read out of X-Forwarded-For.
const maxForwarded = 16

// client returns the network a request came from: an IPv4 address, or the /64 of
// an IPv6 address, which is what one subscriber has. Forwarded addresses count
// only where a proxy of TrustedProxies added them: from the right, the first
// address that is no trusted proxy is the client.
func (g *Gate) client(c *gin.Context) netip.Prefix {
	peer, err := netip.ParseAddrPort(c.Request.RemoteAddr)
	if err != nil {
		return netip.Prefix{}
	}
	address := peer.Addr().Unmap().WithZone("")
	if g.Trusts(address) {
		address = g.forwarded(c.Request.Header.Values("X-Forwarded-For"), address)
	}
	return listen.Network(address)
}

// forwarded reads X-Forwarded-For, all its lines, from the right.
func (g *Gate) forwarded(lines []string, peer netip.Addr) netip.Addr {
	hops := strings.Split(strings.Join(lines, ","), ",")
	for i := len(hops) - 1; i >= max(0, len(hops)-maxForwarded); i-- {
		text := strings.TrimSpace(hops[i])
		hop, err := netip.ParseAddr(text)
		if withPort, portErr := netip.ParseAddrPort(text); portErr == nil {
			hop, err = withPort.Addr(), nil
		}
		if err != nil {
			break // what a proxy did not write cannot be relied on
		}
		peer = hop.Unmap().WithZone("")
		if !g.Trusts(peer) {
			break
		}
	}
	return peer
}

// Trusts reports whether an address is that of a proxy of TrustedProxies.
func (g *Gate) Trusts(address netip.Addr) bool {
	for _, network := range g.config.TrustedProxies {
		if network.Contains(address) {
			return true
		}
	}
	return false
}

// coarse is a client's network as logs may hold it: where from, but not who.
func coarse(client netip.Prefix) netip.Prefix {
	bits := 48
	if client.Addr().Is4() {
		bits = 24
	}
	network, err := client.Addr().Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}
