-- The customer and the day of issue of the invoice that was closed, of all that have had its number. NULL where an older
-- ledger does not say; its day of issue also where that is not known.
ALTER TABLE closings ADD COLUMN customer_id TEXT;
ALTER TABLE closings ADD COLUMN issued TEXT CHECK (issued IS NULL OR date(issued) IS issued);

-- A number may be used again on the very day of a notice under it, too, where that was about an older invoice.
DROP TRIGGER notices_of_a_planned_run;
CREATE TRIGGER notices_of_a_planned_run BEFORE INSERT ON notices BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM letters JOIN run_events ON run_events.run = letters.run
        WHERE letters.n = NEW.letter AND event IN ('recorded', 'abandoned'));
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE NEW.again <> (
        SELECT count(*) FROM notices AS old WHERE old.invoice = NEW.invoice AND old.courtesy = NEW.courtesy
        AND coalesce(old.called, old.stage) = coalesce(NEW.called, NEW.stage)
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = old.n)
        AND NOT coalesce(NEW.issued > old.issued_on OR (NEW.issued = old.issued_on AND old.issued < NEW.issued)
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
        AND NOT coalesce(later.issued > old.issued_on OR (later.issued = old.issued_on AND old.issued < later.issued)
                         OR (later.customer_id <> old.customer_id AND later.issued <> old.issued), 0));
END;
