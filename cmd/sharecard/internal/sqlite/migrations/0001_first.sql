-- Times are microseconds since 1970, UTC. Lists of names are separated by spaces.

-- doc is NULL once an article is withdrawn: the row is its tombstone. It has
-- revision 0 where nothing was ever stored under the ID.
CREATE TABLE articles (
	id         TEXT PRIMARY KEY,
	revision   INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	doc        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_by_change ON articles (updated_at DESC, id) WHERE doc IS NOT NULL;

-- Uploaded covers, whose bytes are objects. A picture stays as long as an
-- article has its sum.
CREATE TABLE pictures (
	sum  TEXT PRIMARY KEY, -- SHA-256 of its bytes, hex
	size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE covers (
	article TEXT PRIMARY KEY,
	sum     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX covers_by_sum ON covers (sum);

-- What an upstream last answered; doc is NULL where it said that there is no such
-- article any more, so that revisions go on.
CREATE TABLE copies (
	id            TEXT PRIMARY KEY,
	revision      INTEGER NOT NULL,
	updated_at    INTEGER NOT NULL,
	fetched_at    INTEGER NOT NULL,
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	doc           TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_fetch ON copies (fetched_at);

-- Kept cards, whose bytes are objects.
CREATE TABLE cards (
	hash     TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	mime     TEXT NOT NULL,
	etag     TEXT NOT NULL,
	report   TEXT NOT NULL,
	manifest TEXT NOT NULL,
	articles TEXT NOT NULL,
	brand    TEXT NOT NULL,
	size     INTEGER NOT NULL,
	created  INTEGER NOT NULL,
	read     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_reading ON cards (read);
CREATE TABLE card_articles (
	article TEXT NOT NULL,
	hash    TEXT NOT NULL REFERENCES cards (hash) ON DELETE CASCADE,
	PRIMARY KEY (article, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_of_card ON card_articles (hash);

-- Sums that would take long to count: bytes of all cards, number of answers.
CREATE TABLE totals (
	what   TEXT PRIMARY KEY,
	amount INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO totals VALUES ('bytes', 0), ('answers', 0);
CREATE TRIGGER card_comes AFTER INSERT ON cards BEGIN
	UPDATE totals SET amount = amount + NEW.size WHERE what = 'bytes';
END;
CREATE TRIGGER card_changes AFTER UPDATE OF size ON cards BEGIN
	UPDATE totals SET amount = amount - OLD.size + NEW.size WHERE what = 'bytes';
END;
CREATE TRIGGER card_goes AFTER DELETE ON cards BEGIN
	UPDATE totals SET amount = amount - OLD.size WHERE what = 'bytes';
END;

-- What was withdrawn: names of articles, hashes of cards (for the sake of an
-- article, or of none: ''), and the brands of both.
CREATE TABLE withdrawn_articles (
	article TEXT PRIMARY KEY,
	at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn_cards (
	hash    TEXT NOT NULL,
	article TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawn_for ON withdrawn_cards (article);
CREATE TABLE withdrawn_brands (
	name  TEXT NOT NULL, -- of an article, or a card's hash
	brand TEXT NOT NULL,
	PRIMARY KEY (name, brand)
) STRICT, WITHOUT ROWID;

-- How requests with an idempotency key were answered.
CREATE TABLE answers (
	caller TEXT NOT NULL,
	key    TEXT NOT NULL,
	body   BLOB NOT NULL, -- SHA-256
	answer BLOB NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers (at);
CREATE TRIGGER answer_comes AFTER INSERT ON answers BEGIN
	UPDATE totals SET amount = amount + 1 WHERE what = 'answers';
END;
CREATE TRIGGER answer_goes AFTER DELETE ON answers BEGIN
	UPDATE totals SET amount = amount - 1 WHERE what = 'answers';
END;
