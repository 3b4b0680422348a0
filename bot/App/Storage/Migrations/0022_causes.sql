-- The root cause analysis of an error, with its causal nodes and the evidence of these. A node that was taken out stays, with when and by
-- whom.
CREATE TABLE analyses (
    id {identity},
    version bigint NOT NULL,
    error bigint NOT NULL REFERENCES errors (id),
    state text NOT NULL,
    opened_by bigint NOT NULL REFERENCES people (id),
    opened_at bigint NOT NULL,
    submitted_by bigint NULL REFERENCES people (id),
    justification text NULL,
    went_well text NULL,
    made_sense text NULL
);
CREATE UNIQUE INDEX analyses_error ON analyses (error);
CREATE TABLE causes (
    id {identity},
    analysis bigint NOT NULL REFERENCES analyses (id),
    parent bigint NULL REFERENCES causes (id),
    dialog_id text NULL,
    text text NOT NULL,
    kind text NOT NULL,
    counterfactual text NOT NULL,
    confidence text NOT NULL,
    cause_group text NULL,
    added_by bigint NOT NULL REFERENCES people (id),
    added_at bigint NOT NULL,
    removed_by bigint NULL REFERENCES people (id),
    removed_at bigint NULL
);
CREATE INDEX causes_analysis ON causes (analysis);
CREATE UNIQUE INDEX causes_dialog ON causes (dialog_id) WHERE dialog_id IS NOT NULL;
CREATE TABLE cause_evidence (
    id {identity},
    cause bigint NOT NULL REFERENCES causes (id),
    text text NOT NULL,
    added_by bigint NOT NULL REFERENCES people (id),
    added_at bigint NOT NULL
);
CREATE INDEX cause_evidence_cause ON cause_evidence (cause);
-- The reports that were found to be the same as another one, for how often that one was met.
CREATE INDEX errors_duplicate_of ON errors (duplicate_of) WHERE duplicate_of IS NOT NULL;
