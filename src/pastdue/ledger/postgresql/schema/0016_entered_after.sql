-- The last run that counted when a payment was entered by hand; what it is for is said in the same step of SQLite's.
ALTER TABLE payments ADD COLUMN after_run bigint CHECK (after_run >= 0);

-- A view has the columns its table had when it was made.
CREATE OR REPLACE VIEW payments_that_count AS
SELECT * FROM payments
WHERE (run IS NULL OR run IN (SELECT n FROM runs_that_count))
  AND NOT EXISTS (SELECT 1 FROM payments_withdrawn WHERE payment = payments.n);
