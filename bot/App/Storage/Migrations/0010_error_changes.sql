-- What an edit changed, a row for each field; before and after only where they are short, as what was written at length stands in the report itself.
CREATE TABLE error_changes (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    person bigint NOT NULL REFERENCES people (id),
    changed_at bigint NOT NULL,
    field text NOT NULL,
    before_text text NULL,
    after_text text NULL
);
CREATE INDEX error_changes_error ON error_changes (error);
