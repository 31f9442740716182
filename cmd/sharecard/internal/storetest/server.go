//go:build unix

package storetest

import (
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// Server is a PostgreSQL server of a test's own, which it may stop and start.
type Server struct {
	programs, dir string
	port          string
	as            *syscall.SysProcAttr
}

// StartServer starts a PostgreSQL server, which ends with the test. Where its programs are
// not installed, the test is skipped, or fails where that must not be.
func StartServer(t testing.TB) *Server {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	if err != nil || len(found) == 0 {
		Missing(t, "there is no PostgreSQL server to start: apt-get install postgresql")
	}
	s := &Server{programs: filepath.Dir(found[len(found)-1])}
	// Not below the test's folder, which another user may not enter.
	if s.dir, err = os.MkdirTemp("", "sharecard-postgres-*"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(s.dir) })
	if os.Getuid() == 0 { // it does not run as root
		owner, err := user.Lookup("postgres")
		if err != nil {
			Missing(t, "there is no user postgres: apt-get install postgresql")
		}
		uid, errUser := strconv.ParseUint(owner.Uid, 10, 32)
		gid, errGroup := strconv.ParseUint(owner.Gid, 10, 32)
		if errUser != nil || errGroup != nil || os.Chown(s.dir, int(uid), int(gid)) != nil {
			t.Fatal("the folder cannot be given to user postgres")
		}
		s.as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, s.port, _ = net.SplitHostPort(ln.Addr().String())
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	s.run(t, "initdb", "-D", s.dir+"/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale", "C", "--no-sync")
	s.control(t, "start")
	t.Cleanup(func() { s.control(t, "stop") })
	return s
}

// Restart ends the server as a machine that fails, and starts it again.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	s.control(t, "restart")
}

// Address is that of its database.
func (s *Server) Address() string {
	return "postgres://postgres@127.0.0.1:" + s.port + "/postgres?sslmode=disable"
}

func (s *Server) control(t testing.TB, what string) {
	t.Helper()
	args := []string{"-D", s.dir + "/data", "-l", s.dir + "/log", "-w", "-t", "60"}
	if what != "start" {
		args = append(args, "-m", "immediate")
	}
	if what != "stop" {
		args = append(args, "-o", "-p "+s.port+" -c listen_addresses=127.0.0.1 -c unix_socket_directories="+s.dir)
	}
	s.run(t, "pg_ctl", append(args, what)...)
}

func (s *Server) run(t testing.TB, program string, args ...string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(s.programs, program), args...)
	cmd.SysProcAttr, cmd.Dir = s.as, s.dir
	out, err := os.Create(s.dir + "/" + program + ".out") // a pipe would stay open with the server
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		t.Fatalf("%s: %v\n%s", program, err, text)
	}
}
