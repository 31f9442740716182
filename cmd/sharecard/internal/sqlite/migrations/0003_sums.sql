-- SHA-256 of a card's bytes, hex; of cards that were kept before, what the ETag has of it.
ALTER TABLE cards ADD COLUMN sum TEXT NOT NULL DEFAULT '';
UPDATE cards SET sum = trim(etag, '"');
