-- Who is away, from when until before when, and who decides for them meanwhile; one row for a person, replaced by the next absence.
-- ends_at is null until they are back; deputy is null where they named nobody.
CREATE TABLE deputies (
    person bigint NOT NULL PRIMARY KEY REFERENCES people (id),
    deputy bigint NULL REFERENCES people (id),
    starts_at bigint NOT NULL,
    ends_at bigint NULL,
    set_at bigint NOT NULL,
    set_by bigint NULL REFERENCES people (id)
);
