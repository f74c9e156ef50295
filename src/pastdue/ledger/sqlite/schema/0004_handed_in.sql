-- What was handed in beside the invoices, each with its run and file, or entered by hand (run NULL, file '').

-- Money that came in. `again` counts payments a single file lists alike; `stated_minor` is what the export itself called
-- paid on the invoice when the payment was handed in, NULL where nobody knows. An invoice '' is money on account.
CREATE TABLE payments (
    n            INTEGER PRIMARY KEY,
    run          INTEGER REFERENCES runs (n),
    file         TEXT NOT NULL,
    invoice      TEXT NOT NULL,
    customer_id  TEXT NOT NULL,
    paid_on      TEXT NOT NULL CHECK (paid_on = '' OR date(paid_on) IS paid_on),
    currency     TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    reference    TEXT NOT NULL,
    again        INTEGER NOT NULL CHECK (again >= 0),
    stated_minor INTEGER,
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX payments_of_invoice ON payments (invoice);

-- A payment that was entered by mistake.
CREATE TABLE payments_withdrawn (
    n       INTEGER PRIMARY KEY,
    payment INTEGER NOT NULL UNIQUE REFERENCES payments (n),
    done_on TEXT NOT NULL CHECK (date(done_on) IS done_on),
    at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE VIEW payments_that_count AS
SELECT * FROM payments
WHERE (run IS NULL OR run IN (SELECT n FROM runs_that_count))
  AND NOT EXISTS (SELECT 1 FROM payments_withdrawn WHERE payment = payments.n);

-- A hold, a dispute or a promise of one invoice or of a customer, up to and including `until` ('': without an end).
CREATE TABLE blocks (
    n            INTEGER PRIMARY KEY,
    run          INTEGER REFERENCES runs (n),
    file         TEXT NOT NULL,
    about        TEXT NOT NULL CHECK (about IN ('invoice', 'customer')),
    named        TEXT NOT NULL CHECK (named <> ''),
    kind         TEXT NOT NULL CHECK (kind IN ('hold', 'dispute', 'promise')),
    until        TEXT NOT NULL CHECK (until = '' OR date(until) IS until),
    currency     TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    why          TEXT NOT NULL,
    done_on      TEXT NOT NULL CHECK (date(done_on) IS done_on),
    at           TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE blocks_lifted (
    n       INTEGER PRIMARY KEY,
    block   INTEGER NOT NULL REFERENCES blocks (n),
    run     INTEGER REFERENCES runs (n),
    done_on TEXT NOT NULL CHECK (date(done_on) IS done_on),
    why     TEXT NOT NULL,
    at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX lifting_of_block ON blocks_lifted (block);

CREATE VIEW blocks_in_force AS
SELECT * FROM blocks
WHERE (run IS NULL OR run IN (SELECT n FROM runs_that_count))
  AND NOT EXISTS (SELECT 1 FROM blocks_lifted WHERE block = blocks.n
                  AND (run IS NULL OR run IN (SELECT n FROM runs_that_count)));

-- A row of a list of contacts: what it says, by our names of the fields, as JSON. It stands until a later list does
-- without it.
CREATE TABLE contacts (
    n      INTEGER PRIMARY KEY,
    run    INTEGER NOT NULL REFERENCES runs (n),
    file   TEXT NOT NULL,
    fields TEXT NOT NULL,
    at     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE contacts_replaced (
    n       INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts (n),
    run     INTEGER NOT NULL REFERENCES runs (n)
) STRICT;

CREATE INDEX replacing_of_contact ON contacts_replaced (contact);

CREATE VIEW contacts_in_force AS
SELECT * FROM contacts
WHERE run IN (SELECT n FROM runs_that_count)
  AND NOT EXISTS (SELECT 1 FROM contacts_replaced WHERE contact = contacts.n
                  AND run IN (SELECT n FROM runs_that_count));

CREATE TRIGGER payments_once BEFORE INSERT ON payments BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
    SELECT RAISE(ABORT, 'this payment is known') WHERE EXISTS (
        SELECT 1 FROM payments WHERE invoice = NEW.invoice AND customer_id = NEW.customer_id AND paid_on = NEW.paid_on
        AND currency = NEW.currency AND amount_minor = NEW.amount_minor AND reference = NEW.reference
        AND again = NEW.again AND (run = NEW.run OR n IN (SELECT n FROM payments_that_count)));
END;

CREATE TRIGGER blocks_of_a_planned_run BEFORE INSERT ON blocks BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER blocks_lifted_of_a_planned_run BEFORE INSERT ON blocks_lifted BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER contacts_of_a_planned_run BEFORE INSERT ON contacts BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER contacts_replaced_of_a_planned_run BEFORE INSERT ON contacts_replaced BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER payments_unchanged BEFORE UPDATE ON payments BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER payments_undeleted BEFORE DELETE ON payments BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER payments_withdrawn_unchanged BEFORE UPDATE ON payments_withdrawn BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER payments_withdrawn_undeleted BEFORE DELETE ON payments_withdrawn BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER blocks_unchanged BEFORE UPDATE ON blocks BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blocks_undeleted BEFORE DELETE ON blocks BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER blocks_lifted_unchanged BEFORE UPDATE ON blocks_lifted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blocks_lifted_undeleted BEFORE DELETE ON blocks_lifted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER contacts_unchanged BEFORE UPDATE ON contacts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER contacts_undeleted BEFORE DELETE ON contacts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER contacts_replaced_unchanged BEFORE UPDATE ON contacts_replaced BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER contacts_replaced_undeleted BEFORE DELETE ON contacts_replaced BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
