-- What the counts said of the fix of an error; null while they have not said anything.
ALTER TABLE errors ADD COLUMN verdict text NULL;
-- The watch of a fix that is in place: its window, fixed when it begins, and the verdict with the figures that it was read from. Days are
-- Mondays where the team of the error is.
CREATE TABLE watches (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    fix bigint NOT NULL REFERENCES fixes (id),
    effective_at bigint NOT NULL,
    fixed_in_version text NULL,
    trigger_week text NOT NULL,
    first_week text NOT NULL,
    weeks bigint NOT NULL,
    started_at bigint NOT NULL,
    verdict text NULL,
    reason text NULL,
    ratio double precision NULL,
    lower_limit double precision NULL,
    upper_limit double precision NULL,
    rate_before double precision NULL,
    rate_after double precision NULL,
    proposed_at bigint NULL,
    confirmed_by bigint NULL REFERENCES people (id),
    confirmed_at bigint NULL,
    ended_at bigint NULL
);
CREATE INDEX watches_error ON watches (error);
CREATE INDEX watches_effective_at ON watches (effective_at);
-- Fixes that were in place before there were watches; they begin theirs at the next look at the clocks.
CREATE INDEX errors_in_place ON errors (id) WHERE state = 'Implemented';
-- Whether what became of a fix was read from counts; otherwise somebody said so, which counts only if nothing came back for a while. Null
-- from before there were verdicts, when a lead said that a fix had worked.
ALTER TABLE fix_outcomes ADD COLUMN is_measured boolean NULL;
