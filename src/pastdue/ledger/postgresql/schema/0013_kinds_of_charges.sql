-- The kinds of charges are closed words of the program alone (model/charges.py), which reads no row of another kind:
-- a new kind needs no step of the ledger.
ALTER TABLE charges DROP CONSTRAINT charges_kind_check;
ALTER TABLE agreements DROP CONSTRAINT agreements_kind_check;
ALTER TABLE bookings DROP CONSTRAINT bookings_kind_check;
