package server

import (
	"bytes"
	"io"
	"net"
	"testing"
)

// Whatever pieces an answer is written in, it arrives as it is, and nothing of it
// stays behind.
func TestJoinedWrites(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	bound := boundListener(ln, 1)
	defer bound.Close()
	for _, pieces := range [][]int{{}, {1}, {maxHead}, {maxHead + 1}, {10, 20}, {maxHead, 30_000}, {10, 20, 30}, {maxHead + 1, 5, 7}} {
		client, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		conn, err := bound.Accept()
		if err != nil {
			t.Fatal(err)
		}
		var want []byte
		joinWrites(withConn(t.Context(), conn), func() {
			for i, n := range pieces {
				piece := bytes.Repeat([]byte{byte('a' + i)}, n)
				want = append(want, piece...)
				if written, err := conn.Write(piece); written != n || err != nil {
					t.Errorf("%v: wrote %d, %v", pieces, written, err)
				}
				clear(piece) // a writer may use it again
			}
		})
		if _, err := conn.Write([]byte("end")); err != nil {
			t.Error(err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		got, err := io.ReadAll(client)
		_ = client.Close()
		if err != nil || !bytes.Equal(got, append(want, "end"...)) {
			t.Errorf("%v: got %d bytes, %v", pieces, len(got), err)
		}
	}
}
