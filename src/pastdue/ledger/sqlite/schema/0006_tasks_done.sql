-- A task that a person did, under the id by which `pastdue tasks` lists it. The latest row of a task says whether it is
-- done: `undone` takes an earlier row back.
CREATE TABLE tasks_done (
    n       INTEGER PRIMARY KEY,
    task    TEXT NOT NULL CHECK (task <> ''),
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    done_on TEXT NOT NULL CHECK (date(done_on) IS done_on),
    note    TEXT NOT NULL,
    at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE INDEX doing_of_task ON tasks_done (task);

CREATE TRIGGER tasks_done_unchanged BEFORE UPDATE ON tasks_done BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER tasks_done_undeleted BEFORE DELETE ON tasks_done BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
