-- What was done, for ever. Every table only grows: rows are never changed or deleted, and what happens to a
-- deed later (a void, a waiver undone, a run released) is a row of its own.
-- Days are ISO text, money is whole minor units beside its currency, moments are UTC.

CREATE TABLE runs (
    n               INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    as_of           TEXT NOT NULL CHECK (date(as_of) IS as_of),
    ordinal         INTEGER NOT NULL CHECK (ordinal >= 1),
    out             TEXT NOT NULL,
    staging         TEXT NOT NULL,
    pastdue         TEXT NOT NULL,
    holidays        TEXT NOT NULL,
    calendar        TEXT NOT NULL,
    input_sha256    TEXT NOT NULL,
    settings_sha256 TEXT NOT NULL,
    at              TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE run_events (
    n     INTEGER PRIMARY KEY,
    run   INTEGER NOT NULL REFERENCES runs (n),
    event TEXT NOT NULL CHECK (event IN ('planned', 'written', 'recorded', 'released', 'abandoned', 'voided')),
    why   TEXT NOT NULL DEFAULT '',
    at    TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (run, event)
) STRICT;

-- Every file of a run, in the order of their release. A kept file is never overwritten by other bytes.
CREATE TABLE files (
    n      INTEGER PRIMARY KEY,
    run    INTEGER NOT NULL REFERENCES runs (n),
    name   TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    kept   INTEGER NOT NULL CHECK (kept IN (0, 1)),
    UNIQUE (run, name),
    UNIQUE (run, name, sha256)
) STRICT;

CREATE TABLE letters (
    n           INTEGER PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE,
    run         INTEGER NOT NULL REFERENCES runs (n),
    customer_id TEXT NOT NULL,
    customer    TEXT NOT NULL,
    stage       TEXT NOT NULL,
    language    TEXT NOT NULL,
    currency    TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    pay_by      TEXT NOT NULL CHECK (date(pay_by) IS pay_by),
    pages       INTEGER NOT NULL,
    sheets      INTEGER NOT NULL,
    file        TEXT NOT NULL,
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    content     TEXT NOT NULL,
    UNIQUE (run, file),
    FOREIGN KEY (run, file, sha256) REFERENCES files (run, name, sha256) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE notices (
    n             INTEGER PRIMARY KEY,
    letter        INTEGER NOT NULL REFERENCES letters (n),
    invoice       TEXT NOT NULL,
    customer_id   TEXT NOT NULL,
    stage         TEXT NOT NULL CHECK (stage IN ('reminder', 'second_notice', 'third_notice', 'final_demand')),
    attempt       INTEGER NOT NULL,
    issued_on     TEXT NOT NULL CHECK (date(issued_on) IS issued_on),
    pay_by        TEXT NOT NULL CHECK (date(pay_by) IS pay_by),
    due           TEXT NOT NULL CHECK (date(due) IS due),
    currency      TEXT NOT NULL,
    open_minor    INTEGER NOT NULL,
    charges_minor INTEGER NOT NULL,
    UNIQUE (invoice, stage, attempt)
) STRICT;

CREATE INDEX notices_of_letter ON notices (letter);

CREATE TABLE charges (
    n            INTEGER PRIMARY KEY,
    notice       INTEGER NOT NULL REFERENCES notices (n),
    kind         TEXT NOT NULL CHECK (kind IN ('interest', 'fee', 'compensation')),
    policy       TEXT NOT NULL,
    law          TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    segments     TEXT NOT NULL
) STRICT;

CREATE INDEX charges_of_notice ON charges (notice);

CREATE TABLE voids (
    n         INTEGER PRIMARY KEY,
    notice    INTEGER NOT NULL UNIQUE REFERENCES notices (n),
    voided_on TEXT NOT NULL CHECK (date(voided_on) IS voided_on),
    why       TEXT NOT NULL,
    at        TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- The latest row of an invoice says whether its charges are waived.
CREATE TABLE waivers (
    n       INTEGER PRIMARY KEY,
    invoice TEXT NOT NULL,
    waived  INTEGER NOT NULL CHECK (waived IN (0, 1)),
    done_on TEXT NOT NULL CHECK (date(done_on) IS done_on),
    why     TEXT NOT NULL,
    at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX waivers_of_invoice ON waivers (invoice);

-- The invoices that were in the file of a run, so that one that disappears is missed.
CREATE TABLE seen (
    run         INTEGER NOT NULL REFERENCES runs (n),
    invoice     TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    currency    TEXT NOT NULL,
    open_minor  INTEGER NOT NULL,
    PRIMARY KEY (run, invoice)
) STRICT, WITHOUT ROWID;

-- A run goes planned, written, recorded, released; or planned, abandoned. A recorded run may be voided.
CREATE TRIGGER run_events_in_order BEFORE INSERT ON run_events BEGIN
    SELECT RAISE(ABORT, 'a run is planned first') WHERE NEW.event <> 'planned'
        AND NOT EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event = 'planned');
    SELECT RAISE(ABORT, 'this run was abandoned')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event = 'abandoned');
    SELECT RAISE(ABORT, 'only a written run is recorded') WHERE NEW.event = 'recorded'
        AND NOT EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event = 'written');
    SELECT RAISE(ABORT, 'only a recorded run is released or voided') WHERE NEW.event IN ('released', 'voided')
        AND NOT EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event = 'recorded');
    SELECT RAISE(ABORT, 'a recorded run is never abandoned') WHERE NEW.event = 'abandoned'
        AND EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event = 'recorded');
END;

-- Nothing is added to a run once it is recorded or abandoned.
CREATE TRIGGER files_of_a_planned_run BEFORE INSERT ON files BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER letters_of_a_planned_run BEFORE INSERT ON letters BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
    SELECT RAISE(ABORT, 'this letter number is taken') WHERE EXISTS (SELECT 1 FROM letters WHERE number = NEW.number);
END;

CREATE TRIGGER notices_of_a_planned_run BEFORE INSERT ON notices BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM letters JOIN run_events ON run_events.run = letters.run
        WHERE letters.n = NEW.letter AND event IN ('recorded', 'abandoned'));
    -- With UNIQUE (invoice, stage, attempt): one living notice for an invoice at a stage, whatever the program does.
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE NEW.attempt <> (
        SELECT count(*) FROM notices JOIN voids ON voids.notice = notices.n
        WHERE notices.invoice = NEW.invoice AND notices.stage = NEW.stage);
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE EXISTS (
        SELECT 1 FROM notices WHERE invoice = NEW.invoice AND stage = NEW.stage AND attempt = NEW.attempt);
END;

CREATE TRIGGER charges_of_a_planned_run BEFORE INSERT ON charges BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM notices JOIN letters ON letters.n = notices.letter JOIN run_events ON run_events.run = letters.run
        WHERE notices.n = NEW.notice AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER voids_latest_first BEFORE INSERT ON voids BEGIN
    SELECT RAISE(ABORT, 'a later notice of this invoice stands') WHERE EXISTS (
        SELECT 1 FROM notices AS old JOIN notices AS later ON later.invoice = old.invoice AND later.n > old.n
        WHERE old.n = NEW.notice AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = later.n));
END;

CREATE TRIGGER runs_unchanged BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER runs_undeleted BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER run_events_unchanged BEFORE UPDATE ON run_events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER run_events_undeleted BEFORE DELETE ON run_events BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER files_unchanged BEFORE UPDATE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER files_undeleted BEFORE DELETE ON files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER letters_unchanged BEFORE UPDATE ON letters BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER letters_undeleted BEFORE DELETE ON letters BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER notices_unchanged BEFORE UPDATE ON notices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER notices_undeleted BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER charges_unchanged BEFORE UPDATE ON charges BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER charges_undeleted BEFORE DELETE ON charges BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER voids_unchanged BEFORE UPDATE ON voids BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER voids_undeleted BEFORE DELETE ON voids BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER waivers_unchanged BEFORE UPDATE ON waivers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER waivers_undeleted BEFORE DELETE ON waivers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER seen_unchanged BEFORE UPDATE ON seen BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER seen_undeleted BEFORE DELETE ON seen BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
