package server_test

import (
	"encoding/json"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

// withJSONLog writes the log of a server as slog's JSON.
func withJSONLog(b *logBuffer) option {
	return func(sc *server.Config, _ *card.Config) { sc.Log = slog.New(slog.NewJSONHandler(b, nil)) }
}

func TestRequestID(t *testing.T) {
	s := start(t)
	made := regexp.MustCompile(`^[A-Z2-7]{26}$`)
	for given, kept := range map[string]bool{
		"": false, "from-the-proxy_1.2": true, "12345678": true, strings.Repeat("x", 64): true,
		"short": false, strings.Repeat("x", 65): false, `with "quotes"`: false, "a b c d e f": false, "<script>alert(1)</script>": false,
	} {
		got := s.do("GET", poster, "", "X-Request-Id: "+given).Header.Get("X-Request-Id")
		if kept && got != given || !kept && !made.MatchString(got) {
			t.Errorf("%q becomes %q", given, got)
		}
	}
	one, two := s.do("GET", poster, ""), s.do("GET", "/nothing", "")
	if one.Header.Get("X-Request-Id") == two.Header.Get("X-Request-Id") || two.Header.Get("X-Request-Id") == "" {
		t.Error("two requests have one ID")
	}
}

// A line tells who asked for what and what came of it.
func TestRequestLine(t *testing.T) {
	var log logBuffer
	s := start(t, guarded(t), withJSONLog(&log))
	s.do("GET", poster+"?theme=ink&scale=2", "", asDesk, "X-Request-Id: request-1")
	var line struct {
		Level, Msg, ID, Method, Path, Query, Caller, Client string
		Status, Bytes                                       int
		MS                                                  float64
	}
	text := log.wait(t, "request-1")
	if err := json.Unmarshal([]byte(text[strings.LastIndex(strings.TrimSpace(text), "\n")+1:]), &line); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if line.Level != "INFO" || line.Msg != "request" || line.Method != "GET" || line.Path != poster ||
		line.Query != "scale=2&theme=ink" || line.Caller != "desk" || line.Client != "127.0.0.0/24" ||
		line.Status != 200 || line.Bytes == 0 || line.MS <= 0 {
		t.Errorf("%+v", line)
	}
}

// A sender who follows a request by a traceparent learns the stages; the log has the trace.
func TestTrace(t *testing.T) {
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	var log logBuffer
	s := start(t, withJSONLog(&log))
	got := s.do("GET", poster, "", "Traceparent: 00-"+trace+"-00f067aa0ba902b7-01")
	if stages := got.Header.Get("Server-Timing"); !regexp.MustCompile(`^resolve;dur=[\d.]+, fetch;dur=[\d.]+, draw;dur=[\d.]+$`).MatchString(stages) {
		t.Errorf("stages: %q", stages)
	}
	if line := log.wait(t, trace); !strings.Contains(line, `"trace":"`+trace+`"`) {
		t.Error(line)
	}
	for _, header := range []string{"X-Other: 1", "Traceparent: nonsense"} {
		if stages := s.do("GET", poster, "", header).Header.Get("Server-Timing"); stages != "" {
			t.Errorf("%s: %q", header, stages)
		}
	}
}

// An error of the server's own is in the log with its cause and the ID that the
// client was told.
func TestErrorLine(t *testing.T) {
	s := start(t)
	s.put(t, "broken", "坏了")
	got := s.do("GET", "/v1/articles/broken/cards/poster.jpg", "")
	log := s.log.wait(t, "secret detail")
	if !strings.Contains(log, "id="+got.Header.Get("X-Request-Id")) || got.StatusCode != 500 {
		t.Errorf("%d: %s", got.StatusCode, log)
	}
}

// A mistyped address of a page to import is no fault of the server's, and is the
// client's own.
func TestMistypedImportIsNoError(t *testing.T) {
	s := start(t, withPages)
	s.do("POST", "/v1/articles/import", `{"url":"https://news.example.com/private/unreachable"}`, "Content-Type: application/json")
	s.do("GET", poster, "", "X-Request-Id: the-last-one")
	log := s.log.wait(t, "the-last-one")
	if strings.Contains(log, "ERROR") || strings.Contains(log, "private") || !strings.Contains(log, "page_unavailable") {
		t.Errorf("the log: %s", log)
	}
}

// What must not be in a log: tokens, bodies, payloads, the queries of strangers.
func TestLogKeepsSilent(t *testing.T) {
	s := start(t, guarded(t))
	payload := strings.Repeat("payload", 60)
	s.do("POST", "/v1/cards?note=querytext", `{"template":"poster","article":{"title":"bodytext"}}`, asDesk, "Content-Type: application/json")
	s.do("GET", poster+"?accent=accenttext"+strings.Repeat("x", 80), "")
	s.do("GET", "/i/main.signature/"+payload+"/poster.jpg", "")
	s.do("GET", "/no/such/"+payload, "", "Authorization: Bearer wrongtoken-wrongtoken")
	s.do("GET", "/v1/wechat/signature?url=https://news.example/pagetext", "")
	s.do("GET", poster, "", "X-Request-Id: the-last-one")
	log := s.log.wait(t, "the-last-one")
	for _, secret := range []string{deskSecret, "wrongtoken", "bodytext", "querytext", "accenttext", "pagetext", "payloadpayload"} {
		if strings.Contains(log, secret) {
			t.Errorf("%s is in the log: %s", secret, log)
		}
	}
	if !strings.Contains(log, "(420 bytes)") {
		t.Errorf("the log does not say that there was a payload: %s", log)
	}
}

func TestProbesAreQuiet(t *testing.T) {
	s := start(t)
	s.do("GET", "/healthz", "")
	s.do("GET", "/readyz", "")
	s.do("GET", poster, "", "X-Request-Id: the-last-one")
	if log := s.log.wait(t, "the-last-one"); strings.Contains(log, "healthz") || strings.Contains(log, "readyz") {
		t.Errorf("probes fill the log: %s", log)
	}
}
