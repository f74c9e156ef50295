-- The last recorded run when a payment was withdrawn; what it is for is said in the same step of SQLite's.
ALTER TABLE payments_withdrawn ADD COLUMN run bigint REFERENCES runs (n);
