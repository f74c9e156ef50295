-- When, how and under which number of the post a letter left the house. A correction is a further row of its letter,
-- and the last one counts.

CREATE TABLE postings (
    n         INTEGER PRIMARY KEY,
    letter    INTEGER NOT NULL REFERENCES letters (n),
    attempt   INTEGER NOT NULL,
    posted_on TEXT NOT NULL CHECK (date(posted_on) IS posted_on),
    service   TEXT NOT NULL,
    number    TEXT NOT NULL,
    at        TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (letter, attempt)
) STRICT;

CREATE TRIGGER postings_of_standing_letters BEFORE INSERT ON postings BEGIN
    SELECT RAISE(ABORT, 'this letter has a posting') WHERE NEW.attempt <> (
        SELECT count(*) FROM postings WHERE letter = NEW.letter);
    SELECT RAISE(ABORT, 'this letter was voided') WHERE NOT EXISTS (
        SELECT 1 FROM notices WHERE letter = NEW.letter
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = notices.n));
END;

CREATE TRIGGER postings_unchanged BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER postings_undeleted BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
