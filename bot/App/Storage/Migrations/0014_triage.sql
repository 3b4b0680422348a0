-- What triage decided about an error, and the clock of the state in which it waits. Errors of before have no clock until their next step,
-- so that nothing old is posted as new.
ALTER TABLE errors ADD COLUMN state_since bigint NULL;
ALTER TABLE errors ADD COLUMN timer_at bigint NULL;
ALTER TABLE errors ADD COLUMN timer_step integer NULL;
ALTER TABLE errors ADD COLUMN question text NULL;
ALTER TABLE errors ADD COLUMN reason_code text NULL;
ALTER TABLE errors ADD COLUMN reason text NULL;
ALTER TABLE errors ADD COLUMN decided_by bigint NULL;
ALTER TABLE errors ADD COLUMN objected_at bigint NULL;
ALTER TABLE errors ADD COLUMN duplicate_of bigint NULL;
ALTER TABLE errors ADD COLUMN came_from text NULL;
ALTER TABLE errors ADD COLUMN review_at bigint NULL;
CREATE INDEX errors_timer ON errors (timer_at) WHERE timer_at IS NOT NULL;
CREATE INDEX errors_waiting ON errors (team, created_at) WHERE state IN ('Reported', 'NeedsInfo');
-- Ledger of likeness: what people decided about two errors, the smaller number first. The newest decision holds.
CREATE TABLE error_pairs (
    id {identity},
    first_error bigint NOT NULL REFERENCES errors (id),
    second_error bigint NOT NULL REFERENCES errors (id),
    is_same boolean NOT NULL,
    decided_by bigint NULL REFERENCES people (id),
    decided_at bigint NOT NULL
);
CREATE INDEX error_pairs_both ON error_pairs (first_error, second_error);
CREATE INDEX error_pairs_second ON error_pairs (second_error);
