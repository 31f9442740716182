package postgres_test

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/storetest"
)

// explained has PostgreSQL tell the plan of each statement, also of those in functions.
const explained = "&options=-c%20session_preload_libraries%3Dauto_explain%20-c%20auto_explain.log_min_duration%3D0" +
	"%20-c%20auto_explain.log_nested_statements%3Don%20-c%20client_min_messages%3Dlog"

// fill generates articles, five times as many cards, and some of everything else.
const fill = `SET statement_timeout = 0; SET session_replication_role = replica; -- no triggers
INSERT INTO articles SELECT 'a' || i, 1, i, '{"id":"a' || i || '","title":"题"}' FROM generate_series(1, %[1]d) i;
INSERT INTO names SELECT 'a a' || i, 'a' || i FROM generate_series(1, %[1]d) i;
INSERT INTO names SELECT 'a a' || i, 'u:news.example/' || i FROM generate_series(1, %[1]d) i;
INSERT INTO cards SELECT md5(i::text), 'thumb.jpg', 'image/jpeg', '"x"', '', '{}', 'a' || i / 5, '', 9, 'x', i, i FROM generate_series(1, 5 * %[1]d) i;
INSERT INTO card_articles SELECT 'a' || i / 5, md5(i::text) FROM generate_series(1, 5 * %[1]d) i;
INSERT INTO pictures SELECT md5(i::text), 9 FROM generate_series(1, %[2]d) i;
INSERT INTO covers SELECT 'a' || i, md5(i::text) FROM generate_series(1, %[2]d) i;
INSERT INTO copies SELECT 'c' || i, 1, i, i, '', '', '{"id":"c' || i || '","title":"题"}' FROM generate_series(1, %[2]d) i;
INSERT INTO withdrawn_names SELECT 'w' || i, i, i FROM generate_series(1, %[2]d) i;
INSERT INTO withdrawn_cards SELECT md5('w' || i), 'w' || i, i FROM generate_series(1, %[2]d) i;
INSERT INTO withdrawn_brands SELECT 'w' || i, 'evening' FROM generate_series(1, %[2]d) i;
INSERT INTO withdrawal_log SELECT i, 'w' || i, false, true, %[3]d FROM generate_series(1, %[2]d) i;
UPDATE withdrawal_number SET last = %[2]d;
INSERT INTO answers SELECT 'desk', 'k' || i, '', '', i FROM generate_series(1, %[2]d) i;
INSERT INTO jobs SELECT 'j' || i, 'c' || i %% 10, '', 0, 0, 'https://cms.example/', 9, 1000, 0, 0, i, 0, 0, 0, 0, 0, '' FROM generate_series(0, 99) i;
INSERT INTO job_lines SELECT 'j' || i %% 100, i, '{}', CASE i %% 3 WHEN 0 THEN NULL ELSE '{}'::bytea END, (i %% 3) / 2 FROM generate_series(1, %[2]d) i;
INSERT INTO job_deliveries SELECT 'j' || i, 'job.completed', '{}', 1, i, 0, '', CASE i WHEN 7 THEN 7 ELSE 0 END, 1 FROM generate_series(0, 99) i;
SET session_replication_role = DEFAULT;
ANALYZE;`

// doJobs does what is done with jobs.
func doJobs(t *testing.T, jobs *postgres.Jobs, do func(what string, f func() error)) {
	var chunk *queue.Chunk
	do("claim", func() (err error) { chunk, err = jobs.Claim(t.Context(), 50, time.Minute); return err })
	if chunk == nil || len(chunk.Lines) == 0 {
		t.Fatalf("nothing is taken: %+v", chunk)
	}
	line := queue.Line{Number: chunk.Lines[0].Number, Result: []byte("{}")}
	id := chunk.Job.ID
	do("held", func() error { return jobs.Held(t.Context(), chunk) })
	do("extend", func() error { return jobs.Extend(t.Context(), chunk, time.Minute) })
	do("record", func() error { return jobs.Record(t.Context(), chunk, []queue.Line{line}) })
	do("release", func() error { return jobs.Release(t.Context(), chunk) })
	do("find a job", func() error { _, err := jobs.Find(t.Context(), id); return err })
	do("results", func() error {
		_, err := jobs.Results(t.Context(), id, queue.Range{From: 9, Limit: 50, Whole: true})
		return err
	})
	do("failures", func() error {
		_, err := jobs.Results(t.Context(), id, queue.Range{Limit: 50, Failed: true})
		return err
	})
	do("deliveries", func() error { _, err := jobs.Deliveries(t.Context(), id); return err })
	do("due", func() error { _, err := jobs.Due(t.Context(), time.Minute); return err })
	do("cancel", func() error { return jobs.Cancel(t.Context(), id) })
	do("old jobs", func() error { return jobs.Expire(t.Context(), time.UnixMicro(1)) })
}

// small are tables that have few rows however much is kept.
var small = []string{"totals", "chores", "withdrawal_number", "format", "jobs", "job_deliveries"}

var scanned = regexp.MustCompile(`Seq Scan on (\w+)`)

// However much is stored, every query finds its rows by an index. SHARECARD_TEST_ROWS is
// how many articles are generated; the times are logged.
func TestPlans(t *testing.T) {
	rows, err := strconv.Atoi(cmp.Or(os.Getenv("SHARECARD_TEST_ROWS"), "20000"))
	if err != nil {
		t.Fatal(err)
	}
	address := storetest.Database(t)
	at := time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)
	c := postgres.Config{URL: address, Covers: folder(t), Deaf: true, Now: func() time.Time { return at }}
	began := time.Now()
	if err := open(t, c).Exec(t.Context(), fmt.Sprintf(fill, rows, max(rows/2, 20_000), at.UnixMicro())); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles and %d cards were generated in %v", rows, 5*rows, time.Since(began).Round(time.Second))
	var mu sync.Mutex
	doing, plans := "opening", 0
	c.URL += explained
	c.Plans(func(plan string) {
		mu.Lock()
		defer mu.Unlock()
		plans++
		for _, found := range scanned.FindAllStringSubmatch(plan, -1) {
			if !strings.Contains(strings.Join(small, " "), found[1]) && doing != "opening" {
				t.Errorf("%s reads all of %s:\n%s", doing, found[1], plan)
			}
		}
	})
	db := open(t, c)
	articles, cards := db.Articles(), db.Cards()
	picture := []byte("picture")
	var took []string
	do := func(what string, f func() error) {
		t.Helper()
		mu.Lock()
		doing = what
		before := plans
		mu.Unlock()
		began := time.Now()
		if err := f(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		took = append(took, fmt.Sprintf("%s %.1f", what, time.Since(began).Seconds()*1e3))
		mu.Lock()
		defer mu.Unlock()
		if plans == before {
			t.Errorf("%s: there is no plan", what)
		}
	}
	a := &article.Article{ID: "a7", Title: "新题", URL: "https://news.example/7"}
	card := &publish.Card{Hash: strings.Repeat("ab", 16), Name: "thumb.jpg", Articles: []string{"a9", "new"}, Known: []string{"new"},
		Manifest: []byte("{}"), Size: 9}
	request := publish.Request{Caller: "desk", Key: "new"}
	withdrawal := publish.Withdrawal{Articles: [][]string{{"a11"}}, Hashes: []string{card.Hash}}
	cursor := ""
	do("get", func() error { _, err := articles.Get(t.Context(), "a5"); return err })
	do("put", func() error { _, err := articles.Put(t.Context(), a); return err })
	do("set cover", func() error { _, err := articles.SetCover(t.Context(), "a7", picture); return err })
	do("replace cover", func() error { _, err := articles.SetCover(t.Context(), "a7", []byte("other")); return err })
	do("list", func() error {
		page, err := articles.List(t.Context(), "", 50)
		cursor = page.Next
		return err
	})
	do("list on", func() error { _, err := articles.List(t.Context(), cursor, 50); return err })
	do("list far on", func() error { _, err := articles.List(t.Context(), article.FormatCursor(200, "a200"), 50); return err })
	do("keep a copy", func() error {
		_, err := articles.KeepCopy(t.Context(), &article.Article{ID: "new", Title: "题"}, "", "")
		return err
	})
	do("copy", func() error { _, err := articles.Copy(t.Context(), "c5"); return err })
	do("drop a copy", func() error { return articles.DropCopy(t.Context(), "c5") })
	do("keep", func() error { return cards.Keep(t.Context(), card, 1<<40, func() error { return nil }) })
	do("card", func() error { _, err := cards.Card(t.Context(), card.Hash); return err })
	do("cards of", func() error { _, err := cards.CardsOf(t.Context(), "a9", 50); return err })
	do("used", func() error { _, err := cards.Used(t.Context()); return err })
	do("note reads", func() error { return cards.NoteReads(t.Context(), map[string]time.Time{card.Hash: at}) })
	do("expire", func() error {
		_, err := cards.Expire(t.Context(), time.UnixMicro(300), 500, func(string) bool { return false })
		return err
	})
	do("unkept", func() error {
		return cards.Unkept(t.Context(), []string{card.Hash, "none"}, func(string) error { return nil })
	})
	do("remember", func() error {
		_, err := cards.Remember(t.Context(), request, nil, time.UnixMicro(0), 1<<40)
		return err
	})
	do("answer", func() error { _, err := cards.Answer(t.Context(), request, time.UnixMicro(0)); return err })
	do("forget", func() error { return cards.ForgetAnswer(t.Context(), request) })
	do("forget all", func() error { return cards.ForgetAnswers(t.Context(), time.UnixMicro(50)) })
	do("concerned", func() error { _, err := cards.Concerned(t.Context(), withdrawal); return err })
	do("withdraw", func() error { _, _, err := cards.Withdraw(t.Context(), withdrawal); return err })
	do("lift", func() error { _, err := cards.Lift(t.Context(), withdrawal); return err })
	do("reinstate", func() error { _, err := articles.Reinstate(t.Context(), a); return err })
	do("poll", func() error { db.CatchUp(t.Context()); return nil })
	doJobs(t, db.Jobs(), do)
	mu.Lock()
	defer mu.Unlock()
	doing = "opening" // nothing more
	t.Logf("%d plans; ms: %s", plans, strings.Join(took, ", "))
}
