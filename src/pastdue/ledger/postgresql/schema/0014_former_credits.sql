-- The credits that an invoice's number had before and that are gone without an answer; what the text has is said in
-- the same step of SQLite's.
ALTER TABLE invoices ADD COLUMN former words NOT NULL DEFAULT '';
