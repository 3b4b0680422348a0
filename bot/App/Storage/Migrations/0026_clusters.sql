-- An account that counts on an error because another report was found to be the same: that report, and the account on it of which this one
-- is the copy; none for the copy of the report itself. Taking the decision back removes the copies, and copies of these, and nothing else.
ALTER TABLE witnesses ADD COLUMN carried_from bigint NULL;
ALTER TABLE witnesses ADD COLUMN copy_of bigint NULL;
CREATE INDEX witnesses_copy_of ON witnesses (copy_of) WHERE copy_of IS NOT NULL;
-- Accounts that were taken back: somebody had met something else. What they wrote is kept, and its digest, by which the same text is not
-- offered that error again.
CREATE TABLE witness_retractions (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    person bigint NOT NULL REFERENCES people (id),
    account bigint NOT NULL,
    note text NULL,
    note_digest text NULL,
    occurred_at bigint NULL,
    retracted_by bigint NULL REFERENCES people (id),
    retracted_at bigint NOT NULL
);
CREATE UNIQUE INDEX witness_retractions_account ON witness_retractions (account);
CREATE INDEX witness_retractions_digest ON witness_retractions (note_digest) WHERE note_digest IS NOT NULL;
CREATE INDEX witness_retractions_error ON witness_retractions (error, person);
