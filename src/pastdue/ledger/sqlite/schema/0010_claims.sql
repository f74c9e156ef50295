-- A claim that was made: against whom, as of which day, over which invoices, and the files of its bundle. Its files wait
-- in `staging` until the claim is recorded, and then are put into `folder`; both lie as those of a run do.
CREATE TABLE claims (
    n           INTEGER PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE CHECK (number <> ''),
    customer_id TEXT NOT NULL,
    customer    TEXT NOT NULL,
    as_of       TEXT NOT NULL CHECK (date(as_of) IS as_of),
    currency    TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    early       INTEGER NOT NULL CHECK (early IN (0, 1)),
    folder      TEXT NOT NULL,
    staging     TEXT NOT NULL,
    at          TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE claimed_invoices (
    n           INTEGER PRIMARY KEY,
    claim       INTEGER NOT NULL REFERENCES claims (n),
    invoice     TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    UNIQUE (claim, invoice)
) STRICT;

CREATE INDEX claims_of_invoice ON claimed_invoices (invoice);

CREATE TABLE claim_files (
    n      INTEGER PRIMARY KEY,
    claim  INTEGER NOT NULL REFERENCES claims (n),
    name   TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (claim, name)
) STRICT;

CREATE TRIGGER claims_unchanged BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_undeleted BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER claimed_invoices_unchanged BEFORE UPDATE ON claimed_invoices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claimed_invoices_undeleted BEFORE DELETE ON claimed_invoices BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER claim_files_unchanged BEFORE UPDATE ON claim_files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_files_undeleted BEFORE DELETE ON claim_files BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
