-- Which of the invoices that have had a number was closed; what it is for is said in the same step of SQLite's.
ALTER TABLE closings ADD COLUMN customer_id words;
ALTER TABLE closings ADD COLUMN issued iso_day;

-- A number may be used again on the very day of a notice under it, too, where that was about an older invoice.
CREATE OR REPLACE FUNCTION notices_one_at_a_stage() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.again <> (
        SELECT count(*) FROM notices AS known WHERE known.invoice = NEW.invoice AND known.courtesy = NEW.courtesy
        AND coalesce(known.called, known.stage) = coalesce(NEW.called, NEW.stage)
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = known.n)
        AND NOT coalesce(NEW.issued > known.issued_on OR (NEW.issued = known.issued_on AND known.issued < NEW.issued)
                         OR (NEW.customer_id <> known.customer_id AND NEW.issued <> known.issued), FALSE))
    OR NEW.attempt <> (SELECT count(*) FROM notices WHERE invoice = NEW.invoice AND stage = NEW.stage) THEN
        PERFORM refuse('a notice for this invoice and stage stands');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION voids_latest_first() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM notices AS known JOIN notices AS later ON later.invoice = known.invoice AND later.n > known.n
        WHERE known.n = NEW.notice AND known.courtesy = later.courtesy
        AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = later.n)
        AND NOT coalesce(later.issued > known.issued_on OR (later.issued = known.issued_on AND known.issued < later.issued)
                         OR (later.customer_id <> known.customer_id AND later.issued <> known.issued), FALSE)) THEN
        PERFORM refuse('a later notice of this invoice stands');
    END IF;
    RETURN NEW;
END $$;
