-- The money on account as a run left it, less what of it paid charges, where that differs from what the runs before it
-- left; the latest row counts. As JSON, for each sum its customer's id and name, currency, minor units left and those that
-- paid charges, day or '', and reference. Runs of an older ledger have none.
CREATE TABLE accounts (
    n    INTEGER PRIMARY KEY,
    run  INTEGER NOT NULL UNIQUE REFERENCES runs (n),
    sums TEXT NOT NULL
) STRICT;

CREATE TRIGGER accounts_of_a_planned_run BEFORE INSERT ON accounts BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER accounts_unchanged BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER accounts_undeleted BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
