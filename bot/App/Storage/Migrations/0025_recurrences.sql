-- What was decided about each new occurrence of an error that was taken to be fixed, and from which state it was reopened.
CREATE TABLE recurrences (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    occurrence text NOT NULL,
    occurred_at bigint NOT NULL,
    outcome text NOT NULL,
    from_state text NOT NULL,
    judged_at bigint NOT NULL,
    undone_by bigint NULL REFERENCES people (id),
    undone_at bigint NULL
);
CREATE UNIQUE INDEX recurrences_occurrence ON recurrences (error, occurrence);
CREATE INDEX recurrences_judged_at ON recurrences (judged_at);
