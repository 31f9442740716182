package listen

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"testing"
)

// Whatever pieces an answer is written in, it arrives as it is, and nothing of it
// stays behind.
func TestJoinedWrites(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	bound := Bound(ln, Bounds{All: 1})
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
		JoinWrites(WithConn(t.Context(), conn), func() {
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

// Who asks is told of many connections more, and of many fewer, not of each.
func TestOpenedIsTold(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan int, 100)
	bound := Bound(ln, Bounds{All: 1000, Opened: func(n int) { told <- n }})
	defer bound.Close()
	var accepted []net.Conn
	for range 2*manyConnections + 5 {
		client, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		conn, err := bound.Accept()
		if err != nil {
			t.Fatal(err)
		}
		accepted = append(accepted, conn)
	}
	for _, conn := range accepted {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
	close(told)
	var all []int
	for n := range told {
		all = append(all, n)
	}
	if want := []int{manyConnections, 2 * manyConnections, manyConnections, 0}; !slices.Equal(all, want) {
		t.Errorf("told of %v, want %v", all, want)
	}
}

// BenchmarkJoinWrites asks a server over loopback for a picture of the size of a
// poster with a photograph, with its header in the same write and without.
func BenchmarkJoinWrites(b *testing.B) {
	picture := make([]byte, 160_000)
	for name, join := range map[string]func(context.Context, func()){
		"joined": JoinWrites,
		"apart":  func(_ context.Context, write func()) { write() },
	} {
		b.Run(name, func(b *testing.B) {
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			server := &http.Server{
				ConnContext: WithConn,
				Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Length", strconv.Itoa(len(picture)))
					w.WriteHeader(http.StatusOK)
					join(r.Context(), func() { _, _ = w.Write(picture) })
				}),
			}
			defer server.Close()
			go func() { _ = server.Serve(Bound(ln, Bounds{All: 100})) }()
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				client, err := net.Dial("tcp", ln.Addr().String())
				if err != nil {
					b.Error(err)
					return
				}
				defer client.Close()
				answer := make([]byte, 0)
				for pb.Next() {
					if _, err := io.WriteString(client, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
						b.Error(err)
						return
					}
					if len(answer) > 0 { // every answer is as long as the first
						_, err = io.ReadFull(client, answer)
					} else {
						answer, err = readAnswer(client)
					}
					if err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

// readAnswer reads one answer, whose length it finds in its header.
func readAnswer(from io.Reader) ([]byte, error) {
	var raw bytes.Buffer
	r, err := http.ReadResponse(bufio.NewReader(io.TeeReader(from, &raw)), nil)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, r.Body)
	return raw.Bytes(), err
}
