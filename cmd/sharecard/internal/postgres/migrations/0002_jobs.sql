-- Lists of cards that are drawn while nobody waits: see package queue. Flags are 0 or 1; a
-- time that is not yet is 0.
CREATE TABLE jobs (
	id        text COLLATE "C" PRIMARY KEY,
	caller    text COLLATE "C" NOT NULL,
	request   bytea NOT NULL, -- SHA-256
	lenient   integer NOT NULL,
	chinese   integer NOT NULL,
	webhook   text NOT NULL,
	bytes     bigint NOT NULL, -- of its lines as they were sent
	lines     integer NOT NULL,
	done      integer NOT NULL,
	failed    integer NOT NULL,
	created   bigint NOT NULL,
	run_at    bigint NOT NULL,
	ended     bigint NOT NULL,
	cancelled integer NOT NULL,
	turn      bigint NOT NULL, -- when lines of it were last taken
	held      bigint NOT NULL, -- until when a server works on them
	holder    text NOT NULL    -- which chunk that is
);
CREATE INDEX jobs_open ON jobs (caller, turn) WHERE ended = 0;
CREATE INDEX jobs_ended ON jobs (ended) WHERE ended > 0;
CREATE TABLE job_lines (
	job    text COLLATE "C" NOT NULL REFERENCES jobs ON DELETE CASCADE,
	number integer NOT NULL, -- in the body, from 1
	text   bytea,            -- NULL once there is a result
	result bytea,            -- NULL until then
	failed integer NOT NULL,
	PRIMARY KEY (job, number)
);
CREATE INDEX job_lines_left ON job_lines (job, number) WHERE result IS NULL;
CREATE INDEX job_lines_failed ON job_lines (job, number) WHERE failed = 1;
CREATE TABLE job_deliveries (
	job       text COLLATE "C" NOT NULL REFERENCES jobs ON DELETE CASCADE,
	event     text COLLATE "C" NOT NULL,
	body      bytea NOT NULL,
	attempts  integer NOT NULL,
	at        bigint NOT NULL, -- of the last attempt
	status    integer NOT NULL,
	fault     text NOT NULL,
	next      bigint NOT NULL, -- attempt
	delivered integer NOT NULL,
	PRIMARY KEY (job, event)
);
CREATE INDEX job_deliveries_due ON job_deliveries (next) WHERE next > 0;
