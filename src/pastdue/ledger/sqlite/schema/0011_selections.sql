-- Whom a run was told to write to alone, and whom to leave out, with the reason; names as they were given, as JSON.
CREATE TABLE selections (
    n       INTEGER PRIMARY KEY,
    run     INTEGER NOT NULL UNIQUE REFERENCES runs (n),
    only_to TEXT NOT NULL,
    without TEXT NOT NULL,
    why     TEXT NOT NULL CHECK (why <> '')
) STRICT;

CREATE TRIGGER selections_of_a_planned_run BEFORE INSERT ON selections BEGIN
    SELECT RAISE(ABORT, 'this run is closed')
        WHERE EXISTS (SELECT 1 FROM run_events WHERE run = NEW.run AND event IN ('recorded', 'abandoned'));
END;

CREATE TRIGGER selections_unchanged BEFORE UPDATE ON selections BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER selections_undeleted BEFORE DELETE ON selections BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
