-- The index of words knows kinds of record. What similarity_indexes, similarity_chunks, similarity_counts and similarity_edits hold is read no more;
-- a later migration removes them, when no older version can run beside.

-- version is the one of the terms and weights (Fingerprint.Version); each has an index of its own, so that a new one is built while the old one serves.
-- All records of the kind up to folded_to are in it; those up to folding_to are being taken in. edits_taken grows whenever edits are taken in, so that a
-- process that remembers what the index said of a term reads it again.
CREATE TABLE record_indexes (
    kind text NOT NULL,
    version bigint NOT NULL,
    folded_to bigint NOT NULL,
    folding_to bigint NOT NULL,
    folded_at bigint NOT NULL,
    edits_taken bigint NOT NULL,
    PRIMARY KEY (kind, version)
) {clustered};

-- In which records a term stands, and what it weighs there, packed. scope is the team, or minus the author where there is no team.
-- records counts those of this chunk and of all chunks before it, so that the last one tells how many there are.
CREATE TABLE record_index_chunks (
    kind text NOT NULL,
    version bigint NOT NULL,
    term text NOT NULL,
    scope bigint NOT NULL,
    first_record bigint NOT NULL,
    records bigint NOT NULL,
    postings {blob} NOT NULL,
    PRIMARY KEY (kind, version, term, scope, first_record)
) {clustered};

-- how many records of a scope are in an index
CREATE TABLE record_index_counts (
    kind text NOT NULL,
    version bigint NOT NULL,
    scope bigint NOT NULL,
    records bigint NOT NULL,
    PRIMARY KEY (kind, version, scope)
) {clustered};

-- What a record said before an edit that an index has not taken in yet.
CREATE TABLE record_index_edits (
    kind text NOT NULL,
    version bigint NOT NULL,
    record bigint NOT NULL,
    revision bigint NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (kind, version, record, revision)
) {clustered};

INSERT INTO record_indexes (kind, version, folded_to, folding_to, folded_at, edits_taken)
    SELECT 'error', version, folded_to, folding_to, folded_at, edits_taken FROM similarity_indexes;
INSERT INTO record_index_chunks (kind, version, term, scope, first_record, records, postings)
    SELECT 'error', version, term, scope, first_error, reports, postings FROM similarity_chunks;
INSERT INTO record_index_counts (kind, version, scope, records)
    SELECT 'error', version, scope, reports FROM similarity_counts;
INSERT INTO record_index_edits (kind, version, record, revision, title, text)
    SELECT 'error', version, error, revision, title, story FROM similarity_edits;
