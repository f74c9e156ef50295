-- The credits that an invoice's number had before and that are gone without an answer: of another customer, in another
-- currency, or of an older invoice. A list in JSON, one row each: customer, currency, what was owed beyond question,
-- what was paid for charges, day of issue, and the day of the run that saw it so; '' for none.
ALTER TABLE invoices ADD COLUMN former TEXT NOT NULL DEFAULT '';
