package main

import (
	"math"
	"net"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// Connections take memory of which the limit must know: near it, Go would collect garbage
// over and over in place of drawing. Those that are gone take none.
func TestManyConnectionsRaiseTheMemoryLimit(t *testing.T) {
	if os.Getenv("GOMEMLIMIT") != "" {
		t.Skip("GOMEMLIMIT is set, and stays")
	}
	address := strings.TrimPrefix(serve(t, "--data", t.TempDir()), "http://")
	const many = 300
	least := int64(math.MaxInt64) // no limit
	until := func(what string, holds func(limit int64) bool) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !holds(debug.SetMemoryLimit(-1)); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: the limit is %d, with no connections %d", what, debug.SetMemoryLimit(-1), least)
			}
		}
	}
	// The address is told before the limit is set.
	until("at first", func(limit int64) bool { return limit < least })
	least = debug.SetMemoryLimit(-1)
	var open []net.Conn
	for range many {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		open = append(open, conn)
	}
	until("with connections", func(limit int64) bool { return limit > least+many/2*memoryPerConnection })
	for _, conn := range open {
		_ = conn.Close()
	}
	until("without", func(limit int64) bool { return limit < least+many/2*memoryPerConnection })
}
