-- Stages of the user's own, letters sent once more, and courtesy notes before the due day.
--
-- `stage` stays the stage that comes with the program; `called` is the name of the user's own stage that is like it,
-- NULL where it has no other name. `again` counts the standing notices of the invoice at the same stage before this one.
-- A courtesy note is no step of the ladder: its `stage` says nothing, and only `called` names it, where it is the
-- user's own.

ALTER TABLE letters ADD COLUMN called TEXT;
ALTER TABLE notices ADD COLUMN called TEXT;
ALTER TABLE notices ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again >= 0);
ALTER TABLE notices ADD COLUMN courtesy INTEGER NOT NULL DEFAULT 0 CHECK (courtesy IN (0, 1));

DROP TRIGGER notices_of_a_planned_run;
CREATE TRIGGER notices_of_a_planned_run BEFORE INSERT ON notices BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM letters JOIN run_events ON run_events.run = letters.run
        WHERE letters.n = NEW.letter AND event IN ('recorded', 'abandoned'));
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE NEW.again <> (
        SELECT count(*) FROM notices AS old WHERE old.invoice = NEW.invoice AND old.courtesy = NEW.courtesy
        AND coalesce(old.called, old.stage) = coalesce(NEW.called, NEW.stage)
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = old.n)
        AND NOT coalesce(NEW.issued > old.issued_on
                         OR (NEW.customer_id <> old.customer_id AND NEW.issued <> old.issued), 0));
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE NEW.attempt <> (
        SELECT count(*) FROM notices WHERE invoice = NEW.invoice AND stage = NEW.stage);
END;

DROP TRIGGER voids_latest_first;
CREATE TRIGGER voids_latest_first BEFORE INSERT ON voids BEGIN
    SELECT RAISE(ABORT, 'a later notice of this invoice stands') WHERE EXISTS (
        SELECT 1 FROM notices AS old JOIN notices AS later ON later.invoice = old.invoice AND later.n > old.n
        WHERE old.n = NEW.notice AND old.courtesy = later.courtesy
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = later.n)
        AND NOT coalesce(later.issued > old.issued_on
                         OR (later.customer_id <> old.customer_id AND later.issued <> old.issued), 0));
END;
