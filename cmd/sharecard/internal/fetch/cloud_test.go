package fetch_test

import (
	"net/netip"
	"testing"

	"sharecard/cmd/sharecard/internal/fetch"
)

// What clouds serve to their own machines is not fetched, wherever it is and however it
// is written; the addresses beside are. Nothing is dialled.
func TestAttackCloudAddresses(t *testing.T) {
	c := fetch.New(fetch.Config{})
	defer c.Close()
	for address, refused := range map[string]bool{
		"168.63.129.16": true, "168.63.129.15": false, "168.63.129.17": false, // Azure
		"199.36.153.4": true, "199.36.153.11": true, "199.36.153.12": false, // Google
		"35.191.0.1": true, "130.211.3.255": true, "130.211.4.0": false, "35.199.192.1": true,
		"161.26.0.10": true, "166.9.250.1": true, "166.12.0.1": false, // IBM
		"183.60.83.19": true, "183.60.82.98": true,
		"169.254.169.254": true, "169.254.170.2": true, "169.254.0.23": true, "169.254.42.42": true, // link-local: most of them
		"100.100.100.200": true, "100.125.1.250": true, "192.0.0.192": true, // Alibaba, Huawei, Oracle
		"::ffff:168.63.129.16": true, "64:ff9b::a83f:8110": true, "64:ff9b:1::a83f:8110": true, "2002:a83f:8110::1": true, // Azure by other ways
		"::a83f:8110": true, "::ffff:0:a83f:8110": true,
		"fd00:ec2::254": true, "fd20:ce::254": true, "fd00:42::42": true, "fd00:a9fe:a9fe::1": true, "fe80::a9fe:a9fe": true, // AWS and others
		"8.8.8.8": false, "2606:4700:4700::1111": false,
	} {
		network := "tcp4"
		if ip := netip.MustParseAddr(address); ip.Is6() {
			network, address = "tcp6", "["+address+"]"
		}
		if err := c.Decide(network, address+":80"); (err != nil) != refused {
			t.Errorf("%s: %v", address, err)
		}
	}
}
