package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
)

// What tells that names belong together: an article, a copy, a kept card.
const (
	ofStored = "a "
	ofCopy   = "c "
	ofCard   = "k "
)

// queueNames writes down that names belong together, instead of those that its owner had.
func queueNames(b *pgx.Batch, owner string, names []string) {
	names = given(names)
	b.Queue(`DELETE FROM names WHERE owner = $1 AND name <> ALL ($2)`, owner, names)
	b.Queue(`INSERT INTO names SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`, owner, names)
}

// given is a list that is not NULL in SQL.
func given(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

// namesOf returns what belongs together with the given names.
func namesOf(ctx context.Context, q querier, from []string) (article.Group, error) {
	const query = `WITH RECURSIVE known (name, leads) AS (
			SELECT unnest($1::text[]) COLLATE "C", TRUE
			UNION
			SELECT next.name, next.name NOT LIKE 't:%' FROM known CROSS JOIN LATERAL (
				SELECT other.name FROM names one JOIN names other USING (owner) WHERE one.name = known.name
				UNION ALL
				SELECT other.name FROM withdrawn_names one JOIN withdrawn_names other USING (withdrawal) WHERE one.name = known.name
			) next WHERE known.leads)
		SELECT name FROM known LIMIT $2`
	found, err := column(ctx, q, query, given(from), 2*article.MaxGroup+1) // one that was given may be there twice
	if err != nil {
		return article.Group{}, err
	}
	slices.Sort(found)
	return article.NewGroup(slices.Compact(found), from)
}

// stored returns those of the names under which an article or a copy is stored.
func stored(ctx context.Context, q querier, names []string) ([]string, error) {
	return column(ctx, q, `SELECT id FROM articles WHERE id = ANY ($1) AND doc IS NOT NULL
		UNION SELECT id FROM copies WHERE id = ANY ($1) AND doc IS NOT NULL`, given(names))
}
