-- By which near-copies of a text are found (warehouse/signature.py); null for a short text, and for one that
-- an earlier version stored.
ALTER TABLE facts.documents ADD COLUMN signature UINTEGER[];
