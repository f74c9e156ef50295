-- What of an invoice's payments went to charges that its letters named, as the run saw it: without its letter this would
-- be a credit of the customer. Runs of earlier versions did not note it.
ALTER TABLE invoices ADD COLUMN charges_paid_minor INTEGER NOT NULL DEFAULT 0;
