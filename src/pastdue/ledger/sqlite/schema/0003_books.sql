-- The books the letters rested on: what each run saw of every invoice, the payments, holds and contacts it was handed,
-- and what was entered by hand. As everywhere, rows are only added; a day that is not known is '' or NULL.

-- The runs whose word counts today: recorded, up to the last one that stands, without those that were voided while they
-- were the last (later runs never rested on them).
CREATE VIEW runs_that_count AS
SELECT n FROM runs
WHERE EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'recorded')
  AND n <= (SELECT max(last.n) FROM runs AS last
            WHERE EXISTS (SELECT 1 FROM run_events WHERE run = last.n AND event = 'recorded')
              AND NOT EXISTS (SELECT 1 FROM run_events WHERE run = last.n AND event = 'voided'))
  AND NOT EXISTS (
      SELECT 1 FROM run_events AS voided WHERE voided.run = runs.n AND voided.event = 'voided'
      AND NOT EXISTS (SELECT 1 FROM run_events AS later WHERE later.event = 'recorded'
                      AND later.run > runs.n AND later.n < voided.n));

-- What a run saw of an invoice, where that differs from what the runs before it saw; the latest row of a number counts.
-- `trusted_minor` is what was owed beyond question: as seen, unless it rose without anybody's approval. A row that is not
-- `present` says that the invoice was missing, and repeats what was last known.
CREATE TABLE invoices (
    n             INTEGER PRIMARY KEY,
    run           INTEGER NOT NULL REFERENCES runs (n),
    invoice       TEXT NOT NULL,
    customer_id   TEXT NOT NULL,
    customer      TEXT NOT NULL,
    issued        TEXT CHECK (issued IS NULL OR date(issued) IS issued),
    due           TEXT CHECK (due IS NULL OR date(due) IS due),
    currency      TEXT NOT NULL,
    total_minor   INTEGER,
    open_minor    INTEGER NOT NULL,
    trusted_minor INTEGER NOT NULL,
    present       INTEGER NOT NULL CHECK (present IN (0, 1)),
    UNIQUE (run, invoice)
) STRICT;

CREATE INDEX invoices_of_number ON invoices (invoice, n);

-- An older ledger knows of its invoices only what was open on them. One it no longer names had nothing open or was
-- gone, which it did not tell apart.
INSERT INTO invoices (run, invoice, customer_id, customer, currency, open_minor, trusted_minor, present)
SELECT run, invoice, customer_id, '', currency, open_minor, open_minor, 1 FROM seen ORDER BY run, invoice;

INSERT INTO invoices (run, invoice, customer_id, customer, currency, open_minor, trusted_minor, present)
SELECT later.n, seen.invoice, seen.customer_id, '', seen.currency, 0, 0, 1
FROM seen JOIN runs AS later ON later.n = (
    SELECT min(n) FROM runs WHERE n > seen.run
    AND EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'recorded'))
WHERE NOT EXISTS (SELECT 1 FROM seen AS again WHERE again.run = later.n AND again.invoice = seen.invoice);

-- The issue date tells an invoice from another one under the same number; older rows do not have it.
ALTER TABLE notices ADD COLUMN issued TEXT CHECK (issued IS NULL OR date(issued) IS issued);

-- The credits that were deducted on a letter: its total is what its notices ask for, less these.
CREATE TABLE letter_credits (
    n            INTEGER PRIMARY KEY,
    letter       INTEGER NOT NULL REFERENCES letters (n),
    invoice      TEXT NOT NULL,
    amount_minor INTEGER NOT NULL
) STRICT;

CREATE INDEX credits_of_letter ON letter_credits (letter);

INSERT INTO letter_credits (letter, invoice, amount_minor)
SELECT letters.n, '', sum(open_minor + charges_minor) - letters.total_minor
FROM letters JOIN notices ON notices.letter = letters.n
GROUP BY letters.n HAVING sum(open_minor + charges_minor) <> letters.total_minor;

-- What somebody approved to go out although it contradicts what was known: the invoice as it then stood.
CREATE TABLE approvals (
    n           INTEGER PRIMARY KEY,
    run         INTEGER NOT NULL REFERENCES runs (n),
    invoice     TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    due         TEXT NOT NULL CHECK (date(due) IS due),
    currency    TEXT NOT NULL,
    open_minor  INTEGER NOT NULL,
    UNIQUE (run, invoice)
) STRICT;

-- What became of an invoice that is missing.
CREATE TABLE closings (
    n       INTEGER PRIMARY KEY,
    invoice TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'written_off', 'other')),
    done_on TEXT NOT NULL CHECK (date(done_on) IS done_on),
    note    TEXT NOT NULL,
    at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX closings_of_invoice ON closings (invoice);

CREATE TRIGGER invoices_of_a_planned_run BEFORE INSERT ON invoices BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER letter_credits_of_a_planned_run BEFORE INSERT ON letter_credits BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM letters JOIN run_events ON run_events.run = letters.run
        WHERE letters.n = NEW.letter AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER approvals_of_a_planned_run BEFORE INSERT ON approvals BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER invoices_unchanged BEFORE UPDATE ON invoices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER invoices_undeleted BEFORE DELETE ON invoices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER letter_credits_unchanged BEFORE UPDATE ON letter_credits BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER letter_credits_undeleted BEFORE DELETE ON letter_credits BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER approvals_unchanged BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER approvals_undeleted BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER closings_unchanged BEFORE UPDATE ON closings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER closings_undeleted BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
