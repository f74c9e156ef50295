-- The last recorded run when a payment was withdrawn, whose letters may rest on it; NULL where there was none, or where
-- an older ledger does not say.
ALTER TABLE payments_withdrawn ADD COLUMN run INTEGER REFERENCES runs (n);
