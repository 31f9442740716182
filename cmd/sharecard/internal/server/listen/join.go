package listen

import (
	"context"
	"net"
)

// net/http writes an answer in two pieces where the body is longer than what its
// buffer has room for, and each piece is a system call that wakes the client.
// BenchmarkJoinWrites shows what one call saves; [JoinWrites] finds the connection in
// the context of a request, where [WithConn] put it.

// maxHead is the longest first piece of an answer that net/http writes: its header,
// and of the body what fits into the rest of a buffer.
const maxHead = 4 << 10

// JoinWrites calls write, which writes the answer to the request of that context.
// The first piece that reaches the connection goes out together with the next one.
func JoinWrites(ctx context.Context, write func()) {
	if c, ok := ctx.Value(connKey{}).(*conn); ok {
		c.join(write)
		return
	}
	write()
}

func (c *conn) join(write func()) {
	c.joining = true
	defer func() {
		c.joining = false
		if err := c.release(nil); err != nil {
			_ = c.Close() // net/http does not see the error, and would go on
		}
	}()
	write()
}

// Write implements [net.Conn].
func (c *conn) Write(p []byte) (int, error) {
	switch {
	case c.head != nil:
		if err := c.release(p); err != nil {
			return 0, err
		}
		return len(p), nil
	case c.joining && len(p) <= maxHead:
		c.head, _ = c.of.heads.Get().(*[maxHead]byte)
		if c.head == nil {
			c.head = new([maxHead]byte)
		}
		c.held = copy(c.head[:], p)
		return len(p), nil
	}
	return c.Conn.Write(p)
}

// release sends what was held back, and p after it.
func (c *conn) release(p []byte) error {
	if c.head == nil {
		return nil
	}
	pieces := net.Buffers{c.head[:c.held], p}
	_, err := pieces.WriteTo(c.Conn)
	c.of.heads.Put(c.head)
	c.head = nil
	return err
}
