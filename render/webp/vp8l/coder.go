package vp8l

// coder turns pixels into tokens, and writes these in prefix codes. It keeps its buffers.
type coder struct {
	alphabets
	tokens []token
	cache  cache
	grouping
	codes codeWriter
}

// parse finds the tokens of an image. The colour cache has 1<<bits places, none if bits is 0.
func (c *coder) parse(p *pixels, bits uint) {
	c.tokens = c.tokens[:0]
	c.cache.reset(bits)
	c.alphabets = newAlphabets(p.size, c.cache.len())
	c.repeats(p)
}

// literal adds the pixel at a byte.
func (c *coder) literal(p *pixels, i int) {
	v := p.at(i)
	if c.cache.bits > 0 {
		if at, ok := c.cache.find(v); ok {
			c.tokens = append(c.tokens, isCached|token(at))
			return
		}
	}
	c.tokens = append(c.tokens, token(v))
}

// copy adds a copy of n pixels at a byte.
func (c *coder) copy(p *pixels, i, n int, code uint32) {
	for left := n; left > 0; left -= longestCopy {
		c.tokens = append(c.tokens, copyToken(min(left, longestCopy), code))
	}
	if c.cache.bits > 0 {
		c.cache.insert(p.data[i:][:n*p.size])
	}
}
