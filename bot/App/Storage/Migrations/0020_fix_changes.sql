-- Who changed last what a fix proposal says: they decide about it as little as its proposer does.
ALTER TABLE fixes ADD COLUMN changed_by bigint NULL;
-- What came to an end lately, for the loop-closed rate.
CREATE INDEX errors_state_since ON errors (state_since) WHERE state_since IS NOT NULL;
