-- Filing a report writes nothing here. Reports are found by their own rows until an index has taken them in, a batch at a time.
-- What similarity_postings, similarity_terms and similarity_scopes hold is read no more; a later migration removes them, when no older version can run beside.

-- version is the one of the terms and weights (Fingerprint.Version); each has an index of its own, so that a new one is built while the old one serves.
-- All reports up to folded_to are in it; those up to folding_to are being taken in.
CREATE TABLE similarity_indexes (
    version bigint NOT NULL PRIMARY KEY,
    folded_to bigint NOT NULL,
    folding_to bigint NOT NULL,
    folded_at bigint NOT NULL
);

-- In which reports a term stands, and what it weighs there, packed. scope is the team, or minus the reporter where there is no team.
-- reports counts those of this chunk and of all chunks before it, so that the last one tells how many there are.
CREATE TABLE similarity_chunks (
    version bigint NOT NULL,
    term text NOT NULL,
    scope bigint NOT NULL,
    first_error bigint NOT NULL,
    reports bigint NOT NULL,
    postings {blob} NOT NULL,
    PRIMARY KEY (version, term, scope, first_error)
) {clustered};

-- how many reports of a scope are in an index
CREATE TABLE similarity_counts (
    version bigint NOT NULL,
    scope bigint NOT NULL,
    reports bigint NOT NULL,
    PRIMARY KEY (version, scope)
) {clustered};

-- What a report said before an edit that an index has not taken in yet.
CREATE TABLE similarity_edits (
    version bigint NOT NULL,
    error bigint NOT NULL,
    revision bigint NOT NULL,
    title text NOT NULL,
    story text NOT NULL,
    PRIMARY KEY (version, error, revision)
) {clustered};
