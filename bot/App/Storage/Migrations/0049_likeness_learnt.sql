-- From which likeness on a record of a scope is worth showing there, in thousandths, as its records tell (Threshold); null until that was
-- learnt. shown_from_short is the same for questions of a sentence. learnt_at is how many records there were by then.
ALTER TABLE record_index_counts ADD COLUMN shown_from bigint NULL;
ALTER TABLE record_index_counts ADD COLUMN shown_from_short bigint NULL;
ALTER TABLE record_index_counts ADD COLUMN learnt_at bigint NOT NULL DEFAULT 0;
