-- What worked unusually well, and attempts that did not work, which are records of the same rank. edition is the version that people see: it
-- grows with what a pattern says; version grows with every change.
CREATE TABLE patterns (
    id {identity},
    version bigint NOT NULL,
    edition integer NOT NULL,
    is_attempt boolean NOT NULL,
    team bigint NULL REFERENCES teams (id),
    author bigint NOT NULL REFERENCES people (id),
    owner bigint NULL REFERENCES people (id),
    validator bigint NULL REFERENCES people (id),
    state text NOT NULL,
    state_before text NULL,
    title text NOT NULL,
    story text NOT NULL,
    evidence text NULL,
    context text NULL,
    problem text NULL,
    forces text NULL,
    core_steps text NULL,
    adaptable_steps text NULL,
    mechanism text NULL,
    consequences text NULL,
    limits text NULL,
    origin_kind text NULL,
    origin bigint NULL,
    source_link text NULL,
    source_author text NULL,
    ended_because text NULL,
    restricted boolean NOT NULL,
    dialog_id text NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL,
    review_due_at bigint NULL,
    owner_left_at bigint NULL,
    next_due_at bigint NULL
);
CREATE INDEX patterns_newest ON patterns (created_at, id);
CREATE INDEX patterns_team_newest ON patterns (team, created_at, id);
CREATE INDEX patterns_author_newest ON patterns (author, created_at, id);
CREATE INDEX patterns_owner_newest ON patterns (owner, created_at, id) WHERE owner IS NOT NULL;
CREATE INDEX patterns_origin ON patterns (origin_kind, origin, id) WHERE origin IS NOT NULL;
CREATE INDEX patterns_due ON patterns (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX patterns_dialog ON patterns (dialog_id) WHERE dialog_id IS NOT NULL;

-- people who see all of it though they are not in its team: those who are named, and those who are asked to adopt it
CREATE TABLE pattern_readers (
    pattern bigint NOT NULL REFERENCES patterns (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (pattern, person)
) {clustered};
CREATE INDEX pattern_readers_person ON pattern_readers (person);

-- who is thanked; whoever does not want to be named stays here, so that nobody names them again
CREATE TABLE pattern_people (
    pattern bigint NOT NULL REFERENCES patterns (id),
    person bigint NOT NULL REFERENCES people (id),
    named_by bigint NULL REFERENCES people (id),
    named_at bigint NOT NULL,
    declined_at bigint NULL,
    PRIMARY KEY (pattern, person)
) {clustered};

-- answers to the questions of the appreciative follow-up; without a person once that person does not want to be named
CREATE TABLE pattern_answers (
    id {identity},
    pattern bigint NOT NULL REFERENCES patterns (id),
    person bigint NULL REFERENCES people (id),
    question text NOT NULL,
    words text NOT NULL,
    answered_at bigint NOT NULL
);
CREATE INDEX pattern_answers_pattern ON pattern_answers (pattern, id);

-- what a pattern said in each version, as JSON
CREATE TABLE pattern_versions (
    pattern bigint NOT NULL REFERENCES patterns (id),
    edition integer NOT NULL,
    person bigint NULL REFERENCES people (id),
    changed_at bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (pattern, edition)
) {clustered};

CREATE TABLE pattern_criteria (
    pattern bigint NOT NULL REFERENCES patterns (id),
    criterion text NOT NULL,
    edition integer NOT NULL,
    is_met boolean NOT NULL,
    evidence text NOT NULL,
    person bigint NULL REFERENCES people (id),
    checked_at bigint NOT NULL,
    PRIMARY KEY (pattern, criterion)
) {clustered};

-- once for a person and a day, so that a press counts once; nobody is counted by it
CREATE TABLE pattern_uses (
    pattern bigint NOT NULL REFERENCES patterns (id),
    person bigint NOT NULL REFERENCES people (id),
    local_date text NOT NULL,
    edition integer NOT NULL,
    about_kind text NULL,
    about bigint NULL,
    used_at bigint NOT NULL,
    PRIMARY KEY (pattern, person, local_date)
) {clustered};

CREATE TABLE pattern_flags (
    id {identity},
    pattern bigint NOT NULL REFERENCES patterns (id),
    edition integer NOT NULL,
    person bigint NOT NULL REFERENCES people (id),
    words text NOT NULL,
    flagged_at bigint NOT NULL,
    answer text NULL,
    answered_by bigint NULL REFERENCES people (id),
    answered_at bigint NULL
);
CREATE INDEX pattern_flags_open ON pattern_flags (pattern, id) WHERE answered_at IS NULL;

-- the patterns that were offered when a record was reported
CREATE TABLE pattern_offers (
    about_kind text NOT NULL,
    about bigint NOT NULL,
    pattern bigint NOT NULL REFERENCES patterns (id),
    edition integer NOT NULL,
    offered_at bigint NOT NULL,
    PRIMARY KEY (about_kind, about, pattern)
) {clustered};
ALTER TABLE errors ADD COLUMN has_advice boolean NULL;

-- a team that takes over a pattern, or says why not
CREATE TABLE pattern_replications (
    id {identity},
    pattern bigint NOT NULL REFERENCES patterns (id),
    edition integer NOT NULL,
    target_team bigint NOT NULL REFERENCES teams (id),
    owner bigint NULL REFERENCES people (id),
    sponsor bigint NULL REFERENCES people (id),
    due_date text NULL,
    decision text NULL,
    reason text NULL,
    status text NOT NULL,
    core_steps_done integer NOT NULL,
    proposed_at bigint NOT NULL,
    started_at bigint NULL,
    in_use_since bigint NULL,
    sustain_due_at bigint NULL,
    sustain_results text NULL,
    verdict text NULL,
    lessons text NULL
);
CREATE INDEX pattern_replications_pattern ON pattern_replications (pattern, id);
CREATE INDEX pattern_replications_team ON pattern_replications (target_team, id);
CREATE INDEX pattern_replications_due ON pattern_replications (sustain_due_at, id) WHERE sustain_due_at IS NOT NULL;

CREATE TABLE pattern_adaptations (
    id {identity},
    replication bigint NOT NULL REFERENCES pattern_replications (id),
    step text NOT NULL,
    what text NOT NULL,
    why text NOT NULL,
    is_planned boolean NOT NULL
);
CREATE INDEX pattern_adaptations_replication ON pattern_adaptations (replication, id);
