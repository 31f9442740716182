-- The names of an article that belong together, by what tells so: an article ('a ' and
-- its ID), a copy of an upstream's ('c ' and its ID), a kept card of a payload ('k ' and
-- its hash).
CREATE TABLE names (
	owner TEXT NOT NULL,
	name  TEXT NOT NULL,
	PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX owners_of_name ON names (name);
CREATE TRIGGER names_go_with_card AFTER DELETE ON cards BEGIN
	DELETE FROM names WHERE owner = 'k ' || OLD.hash;
END;
CREATE TRIGGER names_go_with_copy AFTER DELETE ON copies BEGIN
	DELETE FROM names WHERE owner = 'c ' || OLD.id;
END;
INSERT INTO names SELECT 'a ' || articles.id, value FROM articles, json_each(known_names(doc)) WHERE doc IS NOT NULL;
INSERT INTO names SELECT 'c ' || copies.id, value FROM copies, json_each(known_names(doc)) WHERE doc IS NOT NULL;

-- What is withdrawn together has one number, and is lifted together. A name may have been
-- withdrawn with several articles.
CREATE TABLE withdrawn_names (
	name       TEXT NOT NULL,
	withdrawal INTEGER NOT NULL,
	at         INTEGER NOT NULL,
	PRIMARY KEY (name, withdrawal)
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawn_together ON withdrawn_names (withdrawal);
INSERT INTO withdrawn_names SELECT article, row_number() OVER (ORDER BY at, article), at FROM withdrawn_articles;
DROP TABLE withdrawn_articles;
