-- What somebody is to do by when, and how it is known to be done. parent_kind and parent name the record that it comes from, such as an error.
CREATE TABLE actions (
    id {identity},
    version bigint NOT NULL,
    parent_kind text NULL,
    parent bigint NULL,
    team bigint NULL REFERENCES teams (id),
    author bigint NOT NULL REFERENCES people (id),
    owner bigint NULL REFERENCES people (id),
    verifier bigint NULL REFERENCES people (id),
    state text NOT NULL,
    title text NOT NULL,
    action_type text NOT NULL,
    strength text NOT NULL,
    is_mandatory boolean NOT NULL,
    needs_verifier boolean NOT NULL,
    due_date text NULL,
    due_at bigint NULL,
    definition_of_done text NULL,
    expected_effect text NULL,
    evidence text NULL,
    effort_hours double precision NULL,
    blocked_because text NULL,
    ended_because text NULL,
    restricted boolean NOT NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL,
    closed_at bigint NULL,
    next_due_at bigint NULL,
    reminders integer NOT NULL
);
CREATE INDEX actions_newest ON actions (created_at, id);
CREATE INDEX actions_team_newest ON actions (team, created_at, id);
CREATE INDEX actions_author_newest ON actions (author, created_at, id);
CREATE INDEX actions_owner_newest ON actions (owner, created_at, id) WHERE owner IS NOT NULL;
CREATE INDEX actions_owner_state ON actions (owner, state) WHERE owner IS NOT NULL;
CREATE INDEX actions_parent ON actions (parent_kind, parent, id) WHERE parent IS NOT NULL;
CREATE INDEX actions_due ON actions (next_due_at, id) WHERE next_due_at IS NOT NULL;

-- everybody who owned it at any time: none of them verifies it
CREATE TABLE action_owners (
    action bigint NOT NULL REFERENCES actions (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (action, person)
) {clustered};

-- people who are named on a restricted action
CREATE TABLE action_readers (
    action bigint NOT NULL REFERENCES actions (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (action, person)
) {clustered};
CREATE INDEX action_readers_person ON action_readers (person);

-- people from outside the team to whom it answers: they see number, title and state
CREATE TABLE action_witnesses (
    action bigint NOT NULL REFERENCES actions (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (action, person)
) {clustered};
CREATE INDEX action_witnesses_person ON action_witnesses (person);
