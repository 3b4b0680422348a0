-- Causes of several errors that people found to be the same: the number of one of them, on each of them; null for a cause of its own.
ALTER TABLE causes ADD COLUMN shared_cause bigint NULL;
CREATE INDEX causes_shared_cause ON causes (shared_cause) WHERE shared_cause IS NOT NULL;
