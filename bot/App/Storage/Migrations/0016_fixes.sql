-- Fix proposals (FIX-3), one open at a time for an error, and the decisions about them. A decision is bound to what was decided by a digest.
CREATE TABLE fixes (
    id {identity},
    version bigint NOT NULL,
    error bigint NOT NULL REFERENCES errors (id),
    dialog_id text NULL,
    proposer bigint NULL REFERENCES people (id),
    proposer_kind text NOT NULL,
    proposed_at bigint NOT NULL,
    state text NOT NULL,
    what text NOT NULL,
    effect text NOT NULL,
    action_type text NOT NULL,
    strength text NOT NULL,
    cause text NULL,
    cause_evidence text NULL,
    risk text NULL,
    rollback text NULL,
    reversible boolean NOT NULL,
    affected text NULL,
    effort_hours double precision NULL,
    conditions text NULL,
    digest text NOT NULL
);
CREATE INDEX fixes_error ON fixes (error, id);
CREATE UNIQUE INDEX fixes_dialog ON fixes (dialog_id) WHERE dialog_id IS NOT NULL;
CREATE TABLE fix_decisions (
    id {identity},
    fix bigint NOT NULL REFERENCES fixes (id),
    person bigint NOT NULL REFERENCES people (id),
    decision text NOT NULL,
    words text NULL,
    rule text NULL,
    digest text NOT NULL,
    decided_at bigint NOT NULL,
    void_at bigint NULL
);
CREATE INDEX fix_decisions_fix ON fix_decisions (fix);
CREATE TABLE fix_former (
    id {identity},
    fix bigint NOT NULL REFERENCES fixes (id),
    field text NOT NULL,
    before_text text NULL,
    after_text text NULL,
    changed_at bigint NOT NULL
);
CREATE INDEX fix_former_fix ON fix_former (fix);
