-- Lists of cards that are drawn while nobody waits: see package queue. Flags are 0 or 1; a
-- time that is not yet is 0.
CREATE TABLE jobs (
	id        TEXT PRIMARY KEY,
	caller    TEXT NOT NULL,
	request   BLOB NOT NULL, -- SHA-256
	lenient   INTEGER NOT NULL,
	chinese   INTEGER NOT NULL,
	webhook   TEXT NOT NULL,
	bytes     INTEGER NOT NULL, -- of its lines as they were sent
	lines     INTEGER NOT NULL,
	done      INTEGER NOT NULL,
	failed    INTEGER NOT NULL,
	created   INTEGER NOT NULL,
	run_at    INTEGER NOT NULL,
	ended     INTEGER NOT NULL,
	cancelled INTEGER NOT NULL,
	turn      INTEGER NOT NULL, -- when lines of it were last taken
	held      INTEGER NOT NULL, -- until when the server works on them
	holder    TEXT NOT NULL     -- which chunk that is
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_open ON jobs (caller, turn) WHERE ended = 0;
CREATE INDEX jobs_ended ON jobs (ended) WHERE ended > 0;
CREATE TABLE job_lines (
	job    TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
	number INTEGER NOT NULL, -- in the body, from 1
	text   BLOB,             -- NULL once there is a result
	result BLOB,             -- NULL until then
	failed INTEGER NOT NULL,
	PRIMARY KEY (job, number)
) STRICT;
CREATE INDEX job_lines_left ON job_lines (job, number) WHERE result IS NULL;
CREATE INDEX job_lines_failed ON job_lines (job, number) WHERE failed = 1;
CREATE TABLE job_deliveries (
	job       TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
	event     TEXT NOT NULL,
	body      BLOB NOT NULL,
	attempts  INTEGER NOT NULL,
	at        INTEGER NOT NULL, -- of the last attempt
	status    INTEGER NOT NULL,
	fault     TEXT NOT NULL,
	next      INTEGER NOT NULL, -- attempt
	delivered INTEGER NOT NULL,
	PRIMARY KEY (job, event)
) STRICT;
CREATE INDEX job_deliveries_due ON job_deliveries (next) WHERE next > 0;
