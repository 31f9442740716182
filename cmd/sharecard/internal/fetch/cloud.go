package fetch

import "net/netip"

// cloudPrefixes are public addresses behind which clouds have services for their own
// machines alone, so that no list of special addresses has them. What clouds serve at
// link-local, shared, private and unique local addresses is refused as such.
var cloudPrefixes = []netip.Prefix{
	// Azure: the host of a virtual machine, with its agent's interface.
	// "What is IP address 168.63.129.16?":
	// https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
	netip.MustParsePrefix("168.63.129.16/32"),
	// Google Cloud: its APIs, as a private network sees them (restricted and private).
	// "Configure Private Google Access":
	// https://cloud.google.com/vpc/docs/configure-private-google-access
	netip.MustParsePrefix("199.36.153.4/30"),
	netip.MustParsePrefix("199.36.153.8/30"),
	// Google Cloud: proxies of its load balancers and name servers, which only its
	// networks route. "Health checks overview" and "DNS forwarding zones":
	// https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
	// https://cloud.google.com/dns/docs/zones/forwarding-zones#firewall-rules
	netip.MustParsePrefix("35.191.0.0/16"),
	netip.MustParsePrefix("130.211.0.0/22"),
	netip.MustParsePrefix("35.199.192.0/19"),
	// IBM Cloud: name servers, mirrors and endpoints of services, on its private network.
	// "Service endpoints for VPC":
	// https://cloud.ibm.com/docs/vpc?topic=vpc-service-endpoints-for-vpc
	netip.MustParsePrefix("161.26.0.0/16"),
	netip.MustParsePrefix("166.8.0.0/14"),
	// Tencent Cloud: name servers of its machines. "内网服务":
	// https://cloud.tencent.com/document/product/213/5225
	netip.MustParsePrefix("183.60.82.98/32"),
	netip.MustParsePrefix("183.60.83.19/32"),
}
