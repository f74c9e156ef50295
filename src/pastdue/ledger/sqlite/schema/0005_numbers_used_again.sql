-- A number may be used again for another invoice: one issued after the day of a notice under it, or one of another
-- customer issued on another day. There is one living notice for an invoice at a stage, as before; `attempt` counts
-- all notices of a number at a stage, those of other invoices and voided ones.

DROP TRIGGER notices_of_a_planned_run;
CREATE TRIGGER notices_of_a_planned_run BEFORE INSERT ON notices BEGIN
    SELECT RAISE(ABORT, 'this run is closed') WHERE EXISTS (
        SELECT 1 FROM letters JOIN run_events ON run_events.run = letters.run
        WHERE letters.n = NEW.letter AND event IN ('recorded', 'abandoned'));
    SELECT RAISE(ABORT, 'a notice for this invoice and stage stands') WHERE EXISTS (
        SELECT 1 FROM notices AS old WHERE old.invoice = NEW.invoice AND old.stage = NEW.stage
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
        WHERE old.n = NEW.notice AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = later.n)
        AND NOT coalesce(later.issued > old.issued_on
                         OR (later.customer_id <> old.customer_id AND later.issued <> old.issued), 0));
END;
