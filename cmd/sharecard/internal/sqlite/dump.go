package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// Table is a table as [DB.Dump] tells of it.
type Table struct {
	Name    string
	Columns []string
}

// tables are all that hold something which is not made of other tables, in an order in
// which they can be filled.
var tables = []Table{
	{"articles", []string{"id", "revision", "updated_at", "doc"}},
	{"pictures", []string{"sum", "size"}},
	{"covers", []string{"article", "sum"}},
	{"copies", []string{"id", "revision", "updated_at", "fetched_at", "etag", "last_modified", "doc"}},
	{"cards", []string{
		"hash", "name", "mime", "etag", "report", "manifest", "articles", "brand", "size", "sum", "created", "read",
	}},
	{"card_articles", []string{"article", "hash"}},
	{"names", []string{"owner", "name"}},
	{"withdrawn_names", []string{"name", "withdrawal", "at"}},
	{"withdrawn_cards", []string{"hash", "article", "at"}},
	{"withdrawn_brands", []string{"name", "brand"}},
	{"answers", []string{"caller", "key", "body", "answer", "at"}},
	{"jobs", []string{
		"id", "caller", "request", "lenient", "chinese", "webhook", "bytes", "lines", "done", "failed", "created", "run_at", "ended",
		"cancelled", "turn", "held", "holder",
	}},
	{"job_lines", []string{"job", "number", "text", "result", "failed"}},
	{"job_deliveries", []string{"job", "event", "body", "attempts", "at", "status", "fault", "next", "delivered"}},
}

// dumpRows is how many rows Dump hands over at a time.
const dumpRows = 500

// Dump calls each with all that is stored: rows of one table after the other, some at a
// time. Values are int64, string, []byte or nil. What others write meanwhile may be left
// out.
func (db *DB) Dump(ctx context.Context, each func(t Table, rows [][]any) error) error {
	for _, t := range tables {
		if err := db.dump(ctx, t, each); err != nil {
			return fmt.Errorf("reading table %s: %w", t.Name, articleFault(err))
		}
	}
	return nil
}

func (db *DB) dump(ctx context.Context, t Table, each func(Table, [][]any) error) error {
	found, err := db.read.QueryContext(ctx, `SELECT `+strings.Join(t.Columns, ", ")+` FROM `+t.Name)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }()
	var rows [][]any
	for found.Next() {
		row := make([]any, len(t.Columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			return err
		}
		if rows = append(rows, row); len(rows) == dumpRows {
			if err := each(t, rows); err != nil {
				return err
			}
			rows = nil
		}
	}
	if err := found.Err(); err != nil || len(rows) == 0 {
		return err
	}
	return each(t, rows)
}
