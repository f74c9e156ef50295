-- The last run that counted when a payment was entered by hand, 0 where there was none: moments of a second have no order.
-- NULL for a payment handed in to a run, and where an older ledger knows the moment alone.
ALTER TABLE payments ADD COLUMN after_run INTEGER CHECK (after_run >= 0);
