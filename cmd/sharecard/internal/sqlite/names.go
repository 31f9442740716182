package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"

	"modernc.org/sqlite"

	"sharecard/cmd/sharecard/internal/article"
)

// What tells that names belong together: an article, a copy, a kept card.
const (
	ofStored = "a "
	ofCopy   = "c "
	ofCard   = "k "
)

// A migration asks for the names of what older versions stored.
func init() {
	knownNames := func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		doc, _ := args[0].(string)
		record, err := article.NewRecord([]byte(doc))
		if err != nil {
			return nil, err
		}
		return jsonList(article.KnownNames(record.Article)), nil
	}
	sqlite.MustRegisterDeterministicScalarFunction("known_names", 1, knownNames)
}

// jsonList is a list as SQLite's json_each reads it.
func jsonList(values []string) string {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err) // strings
	}
	return string(text)
}

// setNames writes down that names belong together, instead of those that its owner had.
func setNames(ctx context.Context, tx *Tx, owner string, names []string) error {
	const others = `DELETE FROM names WHERE owner = ? AND name NOT IN (SELECT value FROM json_each(?))`
	if _, err := tx.ExecContext(ctx, others, owner, jsonList(names)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO names SELECT ?, value FROM json_each(?)`, owner, jsonList(names))
	return err
}

// namesOf returns what belongs together with the given names.
func namesOf(ctx context.Context, q querier, given []string) (article.Group, error) {
	const query = `WITH RECURSIVE known (name, leads) AS (
			SELECT value, TRUE FROM json_each(?1)
			UNION
			SELECT other.name, other.name NOT LIKE 't:%' FROM known
				CROSS JOIN names one ON one.name = known.name CROSS JOIN names other ON other.owner = one.owner WHERE leads
			UNION
			SELECT other.name, other.name NOT LIKE 't:%' FROM known
				CROSS JOIN withdrawn_names one ON one.name = known.name
				CROSS JOIN withdrawn_names other ON other.withdrawal = one.withdrawal WHERE leads)
		SELECT name FROM known GROUP BY name LIMIT ?2`
	all, err := column(ctx, q, query, jsonList(given), article.MaxGroup+1)
	if err != nil {
		return article.Group{}, err
	}
	return article.NewGroup(all, given)
}

// stored returns those of the names under which an article or a copy is stored.
func stored(ctx context.Context, tx *Tx, names []string) ([]string, error) {
	return column(ctx, tx, `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM articles WHERE id = value AND doc IS NOT NULL)
		OR EXISTS (SELECT 1 FROM copies WHERE id = value AND doc IS NOT NULL)`, jsonList(names))
}

// anyWithdrawn reports whether one of the names was withdrawn.
func anyWithdrawn(ctx context.Context, q querier, names []string) (bool, error) {
	return exists(ctx, q, `SELECT 1 FROM withdrawn_names WHERE name IN (SELECT value FROM json_each(?))`, jsonList(names))
}
