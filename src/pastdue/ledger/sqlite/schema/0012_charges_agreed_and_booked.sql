-- One kind of an invoice's charges waived, or set to an agreed amount (NULL: waived). The latest row of an invoice and
-- kind counts; one that is not in force says that the policy holds again.
CREATE TABLE agreements (
    n            INTEGER PRIMARY KEY,
    invoice      TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('interest', 'fee', 'compensation')),
    currency     TEXT NOT NULL,
    amount_minor INTEGER CHECK (amount_minor IS NULL OR amount_minor > 0),
    in_force     INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    done_on      TEXT NOT NULL CHECK (date(done_on) IS done_on),
    why          TEXT NOT NULL,
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX agreements_of_invoice ON agreements (invoice);

-- What was given to the accounting program of the charges that letters named, each once: charged (above nothing), or
-- taken back. All rows of an export are recorded together, before its file has its name.
CREATE TABLE bookings (
    n            INTEGER PRIMARY KEY,
    export       INTEGER NOT NULL CHECK (export >= 1),
    reference    TEXT NOT NULL UNIQUE,
    invoice      TEXT NOT NULL,
    customer_id  TEXT NOT NULL,
    customer     TEXT NOT NULL,
    letter       TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('interest', 'fee', 'compensation')),
    currency     TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    booked_on    TEXT NOT NULL CHECK (date(booked_on) IS booked_on),
    due          TEXT NOT NULL CHECK (date(due) IS due),
    why          TEXT NOT NULL CHECK (why IN ('charged', 'waived', 'voided', 'reduced')),
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX bookings_of_invoice ON bookings (invoice);

CREATE TRIGGER agreements_unchanged BEFORE UPDATE ON agreements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER agreements_undeleted BEFORE DELETE ON agreements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER bookings_unchanged BEFORE UPDATE ON bookings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER bookings_undeleted BEFORE DELETE ON bookings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
