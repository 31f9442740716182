package fetch

// Decide is what is decided about an address before it is dialled.
func (c *Client) Decide(network, address string) error { return c.control(network, address, nil) }
