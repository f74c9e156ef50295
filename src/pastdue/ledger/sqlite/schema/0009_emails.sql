-- What became of the e-mails that carry letters. Before the mail server is asked, `intent` is recorded, and then what
-- came of it: `sent`, `refused` for good, or `deferred` to a later attempt. After `intent` alone nobody knows whether the
-- letter went, and a person says: `was_sent` or `not_sent`. The last row of a letter counts.

CREATE TABLE emails (
    n         INTEGER PRIMARY KEY,
    letter    INTEGER NOT NULL REFERENCES letters (n),
    attempt   INTEGER NOT NULL,
    event     TEXT NOT NULL CHECK (event IN ('intent', 'sent', 'refused', 'deferred', 'was_sent', 'not_sent')),
    done_on   TEXT NOT NULL CHECK (date(done_on) IS done_on),
    addresses TEXT NOT NULL CHECK (addresses <> ''),
    reply     TEXT NOT NULL,
    at        TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (letter, attempt)
) STRICT;

CREATE TRIGGER emails_in_order BEFORE INSERT ON emails BEGIN
    SELECT RAISE(ABORT, 'this letter has another e-mail event') WHERE NEW.attempt <> (
        SELECT count(*) FROM emails WHERE letter = NEW.letter);
    SELECT RAISE(ABORT, 'this letter was e-mailed, or perhaps') WHERE NEW.event = 'intent' AND EXISTS (
        SELECT 1 FROM emails WHERE letter = NEW.letter AND attempt = NEW.attempt - 1
        AND event IN ('intent', 'sent', 'was_sent'));
    SELECT RAISE(ABORT, 'this letter was voided') WHERE NEW.event = 'intent' AND EXISTS (
        SELECT 1 FROM notices WHERE letter = NEW.letter AND EXISTS (SELECT 1 FROM voids WHERE notice = notices.n));
    SELECT RAISE(ABORT, 'nobody asked the mail server') WHERE NEW.event IN ('sent', 'refused', 'deferred')
        AND NOT EXISTS (SELECT 1 FROM emails
            WHERE letter = NEW.letter AND attempt = NEW.attempt - 1 AND event = 'intent');
    SELECT RAISE(ABORT, 'this letter was e-mailed') WHERE NEW.event = 'was_sent' AND EXISTS (
        SELECT 1 FROM emails WHERE letter = NEW.letter AND attempt = NEW.attempt - 1 AND event IN ('sent', 'was_sent'));
    SELECT RAISE(ABORT, 'nothing says that this letter was e-mailed') WHERE NEW.event = 'not_sent' AND NOT EXISTS (
        SELECT 1 FROM emails
        WHERE letter = NEW.letter AND attempt = NEW.attempt - 1 AND event IN ('intent', 'was_sent'));
END;

CREATE TRIGGER emails_unchanged BEFORE UPDATE ON emails BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER emails_undeleted BEFORE DELETE ON emails BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
