package storetest

import (
	"cmp"
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// defaultServer is the PostgreSQL server of a Debian machine that trusts this one.
const defaultServer = "postgres://postgres@127.0.0.1:5432/postgres?sslmode=disable"

// Database returns the address of a new PostgreSQL database, which goes with the test.
// Where no server answers, the test is skipped, or fails where that must not be.
func Database(t testing.TB) string {
	t.Helper()
	server := cmp.Or(os.Getenv("SHARECARD_TEST_POSTGRES"), defaultServer)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		Missing(t, "PostgreSQL does not answer (%v): apt-get install postgresql, start it, and let user postgres in from 127.0.0.1 "+
			"(trust in pg_hba.conf), or name a server in SHARECARD_TEST_POSTGRES", err)
	}
	name := "sharecard_test_" + strings.ToLower(rand.Text())
	_, err = conn.Exec(ctx, `CREATE DATABASE `+name)
	if err := conn.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 30*time.Second)
		defer cancel()
		conn, err := pgx.Connect(ctx, server)
		if err == nil {
			_, err = conn.Exec(ctx, `DROP DATABASE IF EXISTS `+name+` WITH (FORCE)`)
			_ = conn.Close(ctx)
		}
		if err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// Missing skips a test for what is missing, and how to get it. Where
// SHARECARD_TEST_CLUSTER is 1 that fails the test.
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("SHARECARD_TEST_CLUSTER") == "1" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}
