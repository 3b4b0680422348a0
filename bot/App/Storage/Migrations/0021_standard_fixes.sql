-- Fixes that were proposed as the same as an earlier one are one kind: same_as is the first of them.
ALTER TABLE fixes ADD COLUMN same_as bigint NULL;
CREATE INDEX fixes_same_as ON fixes (same_as) WHERE same_as IS NOT NULL;
-- What became of fixes that were in place: each verdict with the moment in which it was given.
CREATE TABLE fix_outcomes (
    id {identity},
    fix bigint NOT NULL REFERENCES fixes (id),
    strength text NOT NULL,
    has_worked boolean NOT NULL,
    noted_at bigint NOT NULL
);
CREATE INDEX fix_outcomes_fix ON fix_outcomes (fix);
