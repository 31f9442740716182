-- Times are microseconds since 1970, UTC. Lists of names are separated by spaces. Texts
-- are compared byte by byte.

-- doc is NULL once an article is withdrawn: the row is its tombstone. It has
-- revision 0 where nothing was ever stored under the ID.
CREATE TABLE articles (
	id         text COLLATE "C" PRIMARY KEY,
	revision   bigint NOT NULL,
	updated_at bigint NOT NULL,
	doc        text
);
CREATE INDEX articles_by_change ON articles (updated_at DESC, id) WHERE doc IS NOT NULL;

-- Uploaded covers, whose bytes are objects. A picture stays as long as an
-- article has its sum.
CREATE TABLE pictures (
	sum  text COLLATE "C" PRIMARY KEY, -- SHA-256 of its bytes, hex
	size bigint NOT NULL
);
CREATE TABLE covers (
	article text COLLATE "C" PRIMARY KEY,
	sum     text COLLATE "C" NOT NULL REFERENCES pictures
);
CREATE INDEX covers_by_sum ON covers (sum);

-- What an upstream last answered; doc is NULL where it said that there is no such
-- article any more, so that revisions go on.
CREATE TABLE copies (
	id            text COLLATE "C" PRIMARY KEY,
	revision      bigint NOT NULL,
	updated_at    bigint NOT NULL,
	fetched_at    bigint NOT NULL,
	etag          text NOT NULL,
	last_modified text NOT NULL,
	doc           text
);
CREATE INDEX copies_by_fetch ON copies (fetched_at);

-- Kept cards, whose bytes are objects.
CREATE TABLE cards (
	hash     text COLLATE "C" PRIMARY KEY,
	name     text NOT NULL,
	mime     text NOT NULL,
	etag     text NOT NULL,
	report   text NOT NULL,
	manifest text NOT NULL,
	articles text NOT NULL,
	brand    text NOT NULL,
	size     bigint NOT NULL,
	sum      text NOT NULL, -- SHA-256 of its bytes, hex
	created  bigint NOT NULL,
	read     bigint NOT NULL
);
CREATE INDEX cards_by_reading ON cards (read);
CREATE TABLE card_articles (
	article text COLLATE "C" NOT NULL,
	hash    text COLLATE "C" NOT NULL REFERENCES cards ON DELETE CASCADE,
	PRIMARY KEY (article, hash)
);
CREATE INDEX articles_of_card ON card_articles (hash);

-- The names of an article that belong together, by what tells so: an article ('a ' and
-- its ID), a copy of an upstream's ('c ' and its ID), a kept card of a payload ('k ' and
-- its hash).
CREATE TABLE names (
	owner text COLLATE "C" NOT NULL,
	name  text COLLATE "C" NOT NULL,
	PRIMARY KEY (owner, name)
);
CREATE INDEX owners_of_name ON names (name);

-- Sums that would take long to count: bytes of cards and of pictures, number of answers.
-- Each is spread over slots, so that those who write at once do not wait for each other.
CREATE TABLE totals (
	what   text COLLATE "C" NOT NULL,
	slot   integer NOT NULL,
	amount bigint NOT NULL,
	PRIMARY KEY (what, slot)
);
CREATE FUNCTION add_total(of_what text, more bigint) RETURNS void LANGUAGE sql AS $$
	INSERT INTO totals VALUES (of_what, pg_backend_pid() % 64, more)
	ON CONFLICT (what, slot) DO UPDATE SET amount = totals.amount + excluded.amount
$$;
CREATE FUNCTION count_card() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF TG_OP <> 'INSERT' THEN PERFORM add_total('bytes', -OLD.size); END IF;
	IF TG_OP <> 'DELETE' THEN PERFORM add_total('bytes', NEW.size); END IF;
	IF TG_OP = 'DELETE' THEN DELETE FROM names WHERE owner = 'k ' || OLD.hash; END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER card_counts AFTER INSERT OR DELETE OR UPDATE OF size ON cards FOR EACH ROW EXECUTE FUNCTION count_card();
CREATE FUNCTION count_picture() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF TG_OP = 'DELETE' THEN PERFORM add_total('pictures', -OLD.size); ELSE PERFORM add_total('pictures', NEW.size); END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER picture_counts AFTER INSERT OR DELETE ON pictures FOR EACH ROW EXECUTE FUNCTION count_picture();
CREATE FUNCTION drop_names_of_copy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	DELETE FROM names WHERE owner = 'c ' || OLD.id;
	RETURN NULL;
END $$;
CREATE TRIGGER names_go_with_copy AFTER DELETE ON copies FOR EACH ROW EXECUTE FUNCTION drop_names_of_copy();

-- What is withdrawn together has one number, and is lifted together. A name may have been
-- withdrawn with several articles.
CREATE TABLE withdrawn_names (
	name       text COLLATE "C" NOT NULL,
	withdrawal bigint NOT NULL,
	at         bigint NOT NULL,
	PRIMARY KEY (name, withdrawal)
);
CREATE INDEX withdrawn_together ON withdrawn_names (withdrawal);
-- Hashes of cards, for the sake of an article, or of none: ''.
CREATE TABLE withdrawn_cards (
	hash    text COLLATE "C" NOT NULL,
	article text COLLATE "C" NOT NULL,
	at      bigint NOT NULL,
	PRIMARY KEY (hash, article)
);
CREATE INDEX withdrawn_for ON withdrawn_cards (article);
CREATE TABLE withdrawn_brands (
	name  text COLLATE "C" NOT NULL, -- of an article, or a card's hash
	brand text NOT NULL,
	PRIMARY KEY (name, brand)
);

-- What every replica must learn, in the order in which it was committed: the number is
-- taken under a lock that is held until the commit.
CREATE TABLE withdrawal_log (
	number bigint NOT NULL,
	name   text COLLATE "C" NOT NULL, -- of an article, or a card's hash
	card   boolean NOT NULL,          -- it is a hash
	gone   boolean NOT NULL,          -- false: lifted
	at     bigint NOT NULL,
	PRIMARY KEY (number, card, name)
);
CREATE INDEX withdrawal_log_by_age ON withdrawal_log (at);
CREATE TABLE withdrawal_number (last bigint NOT NULL);
INSERT INTO withdrawal_number VALUES (0);

-- admit ends a transaction that would write an article under names of which one is
-- withdrawn, or with a cover that is not stored. It first waits for withdrawals under way;
-- see locks.go for the number.
CREATE FUNCTION admit(given text[], article_id text, picture text, reinstate boolean) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
	IF NOT reinstate THEN
		PERFORM pg_advisory_xact_lock_shared(7370001);
	END IF;
	IF EXISTS (SELECT 1 FROM withdrawn_names WHERE name = ANY (given))
		OR NOT reinstate AND EXISTS (SELECT 1 FROM articles WHERE id = article_id AND doc IS NULL) THEN
		RAISE EXCEPTION 'withdrawn' USING ERRCODE = 'SC410';
	END IF;
	IF picture <> '' AND NOT EXISTS (SELECT 1 FROM pictures WHERE sum = picture) THEN
		RAISE EXCEPTION 'no such picture' USING ERRCODE = 'SC422';
	END IF;
END $$;

-- How requests with an idempotency key were answered.
CREATE TABLE answers (
	caller text COLLATE "C" NOT NULL,
	key    text COLLATE "C" NOT NULL,
	body   bytea NOT NULL, -- SHA-256
	answer bytea NOT NULL,
	at     bigint NOT NULL,
	PRIMARY KEY (caller, key)
);
CREATE INDEX answers_by_age ON answers (at);
CREATE FUNCTION count_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	PERFORM add_total('answers', CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END);
	RETURN NULL;
END $$;
CREATE TRIGGER answer_counts AFTER INSERT OR DELETE ON answers FOR EACH ROW EXECUTE FUNCTION count_answer();

-- What one replica does for all, and when it did it last.
CREATE TABLE chores (
	name text COLLATE "C" PRIMARY KEY,
	at   bigint NOT NULL
);
