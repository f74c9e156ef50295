-- The kinds of charges are closed words of the program alone (model/charges.py), which reads no row of another kind:
-- a new kind needs no step of the ledger. The rows stay as they are.

CREATE TABLE charges_anew (
    n            INTEGER PRIMARY KEY,
    notice       INTEGER NOT NULL REFERENCES notices (n),
    kind         TEXT NOT NULL,
    policy       TEXT NOT NULL,
    law          TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    segments     TEXT NOT NULL
) STRICT;

INSERT INTO charges_anew SELECT * FROM charges ORDER BY n;
DROP TABLE charges;
ALTER TABLE charges_anew RENAME TO charges;

CREATE INDEX charges_of_notice ON charges (notice);
CREATE TRIGGER charges_of_a_planned_run BEFORE INSERT ON charges BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM notices JOIN letters ON letters.n = notices.letter JOIN run_events ON run_events.run = letters.run
        WHERE notices.n = NEW.notice AND event IN ('recorded', 'abandoned'));
END;
CREATE TRIGGER charges_unchanged BEFORE UPDATE ON charges BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER charges_undeleted BEFORE DELETE ON charges BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE agreements_anew (
    n            INTEGER PRIMARY KEY,
    invoice      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    currency     TEXT NOT NULL,
    amount_minor INTEGER CHECK (amount_minor IS NULL OR amount_minor > 0),
    in_force     INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    done_on      TEXT NOT NULL CHECK (date(done_on) IS done_on),
    why          TEXT NOT NULL,
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

INSERT INTO agreements_anew SELECT * FROM agreements ORDER BY n;
DROP TABLE agreements;
ALTER TABLE agreements_anew RENAME TO agreements;

CREATE INDEX agreements_of_invoice ON agreements (invoice);
CREATE TRIGGER agreements_unchanged BEFORE UPDATE ON agreements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER agreements_undeleted BEFORE DELETE ON agreements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE bookings_anew (
    n            INTEGER PRIMARY KEY,
    export       INTEGER NOT NULL CHECK (export >= 1),
    reference    TEXT NOT NULL UNIQUE,
    invoice      TEXT NOT NULL,
    customer_id  TEXT NOT NULL,
    customer     TEXT NOT NULL,
    letter       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    currency     TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    booked_on    TEXT NOT NULL CHECK (date(booked_on) IS booked_on),
    due          TEXT NOT NULL CHECK (date(due) IS due),
    why          TEXT NOT NULL CHECK (why IN ('charged', 'waived', 'voided', 'reduced')),
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

INSERT INTO bookings_anew SELECT * FROM bookings ORDER BY n;
DROP TABLE bookings;
ALTER TABLE bookings_anew RENAME TO bookings;

CREATE INDEX bookings_of_invoice ON bookings (invoice);
CREATE TRIGGER bookings_unchanged BEFORE UPDATE ON bookings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER bookings_undeleted BEFORE DELETE ON bookings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
