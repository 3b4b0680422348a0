-- In the common subset of SQLite and PostgreSQL; {identity}, {blob} and {clustered} are replaced by what the engine calls them.
-- Moments are milliseconds since 1970, UTC (bigint); days are yyyy-mm-dd (text); words for states and kinds are text.

CREATE TABLE people (
    id {identity},
    tenant text NOT NULL,
    aad_object_id text NULL,
    channel_user_id text NULL,
    name text NULL,
    given_name text NULL,
    email text NULL,
    locale text NULL,
    time_zone text NULL,
    is_guest boolean NOT NULL,
    created_at bigint NOT NULL,
    blanked_at bigint NULL
);
-- an object id is unique among all tenants
CREATE UNIQUE INDEX people_aad ON people (aad_object_id) WHERE aad_object_id IS NOT NULL;
CREATE UNIQUE INDEX people_channel_user ON people (channel_user_id) WHERE channel_user_id IS NOT NULL;

CREATE TABLE teams (
    id {identity},
    aad_group_id text NULL,
    teams_team_id text NOT NULL,
    tenant text NULL,
    name text NOT NULL,
    service_url text NULL,
    triage_conversation text NULL,
    digest_conversation text NULL,
    time_zone text NULL,
    language text NULL,
    working_hours text NULL,
    shares_similar boolean NOT NULL,
    installed_by bigint NULL REFERENCES people (id),
    installed_at bigint NOT NULL,
    removed_at bigint NULL,
    roster_due_at bigint NULL
);
CREATE UNIQUE INDEX teams_group ON teams (aad_group_id) WHERE aad_group_id IS NOT NULL;
CREATE UNIQUE INDEX teams_team ON teams (teams_team_id);

CREATE TABLE team_members (
    team bigint NOT NULL REFERENCES teams (id),
    person bigint NOT NULL REFERENCES people (id),
    is_owner boolean NOT NULL,
    joined_at bigint NOT NULL,
    left_at bigint NULL,
    PRIMARY KEY (team, person)
) {clustered};
CREATE INDEX team_members_person ON team_members (person);

CREATE TABLE conversations (
    id text NOT NULL PRIMARY KEY,
    kind text NOT NULL,
    team bigint NULL REFERENCES teams (id),
    person bigint NULL REFERENCES people (id),
    service_url text NOT NULL,
    tenant text NULL,
    bot_id text NULL,
    bot_name text NULL,
    welcomed_at bigint NULL,
    unreachable_since bigint NULL,
    unreachable_reason text NULL
);
CREATE INDEX conversations_person ON conversations (person) WHERE person IS NOT NULL;
CREATE INDEX conversations_team ON conversations (team) WHERE team IS NOT NULL;

-- team is null for a role in the whole organisation
CREATE TABLE roles (
    person bigint NOT NULL REFERENCES people (id),
    role text NOT NULL,
    team bigint NULL REFERENCES teams (id),
    given_by bigint NULL REFERENCES people (id),
    given_at bigint NOT NULL
);
CREATE UNIQUE INDEX roles_in_team ON roles (person, role, team) WHERE team IS NOT NULL;
CREATE UNIQUE INDEX roles_everywhere ON roles (person, role) WHERE team IS NULL;

CREATE TABLE record_events (
    id {identity},
    at bigint NOT NULL,
    actor bigint NULL REFERENCES people (id),
    actor_kind text NOT NULL,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    team bigint NULL REFERENCES teams (id),
    what text NOT NULL,
    data text NULL,
    shown_at bigint NULL,
    submitted_at bigint NULL
);
CREATE INDEX record_events_record ON record_events (record_kind, record_id);

-- by activity first: the channel's ids grow with time, so the marks of one moment lie together
CREATE TABLE seen_activities (
    activity text NOT NULL,
    conversation text NOT NULL,
    channel text NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (activity, conversation, channel)
) {clustered};

CREATE TABLE dialogs (
    id text NOT NULL PRIMARY KEY,
    conversation text NOT NULL,
    person text NOT NULL,
    to_service_url text NOT NULL,
    to_conversation text NULL,
    to_tenant text NULL,
    to_person text NULL,
    card_activity text NULL,
    version bigint NOT NULL,
    expires_at bigint NOT NULL,
    journal {blob} NOT NULL
);
CREATE UNIQUE INDEX dialogs_open ON dialogs (conversation, person);
CREATE INDEX dialogs_expiry ON dialogs (expires_at);

-- target is the conversation, with " for " and the person where only they see it there; or "person:" and the person while the personal chat is not known
CREATE TABLE places (
    id {identity},
    subject text NOT NULL,
    view_name text NOT NULL,
    target text NOT NULL,
    to_service_url text NOT NULL,
    to_conversation text NULL,
    to_tenant text NULL,
    to_person text NULL,
    activity_id text NULL
);
CREATE UNIQUE INDEX places_target ON places (subject, view_name, target);
CREATE INDEX places_activity ON places (activity_id) WHERE activity_id IS NOT NULL;

CREATE TABLE outbox (
    id {identity},
    kind integer NOT NULL,
    to_service_url text NOT NULL,
    to_conversation text NULL,
    to_tenant text NULL,
    to_person text NULL,
    body {blob} NULL,
    activity_id text NULL,
    place bigint NULL REFERENCES places (id),
    dialog_id text NULL,
    revision integer NOT NULL,
    attempts integer NOT NULL,
    not_before bigint NULL,
    problem text NULL,
    created_at bigint NOT NULL,
    parked_at bigint NULL
);
-- kind 3 is a show: at most one waits per place
CREATE UNIQUE INDEX outbox_show ON outbox (place) WHERE kind = 3 AND parked_at IS NULL;

CREATE TABLE errors (
    id {identity},
    version integer NOT NULL,
    dialog_id text NULL,
    team bigint NULL REFERENCES teams (id),
    reporter bigint NOT NULL REFERENCES people (id),
    reporter_kind text NOT NULL,
    owner bigint NULL REFERENCES people (id),
    state text NOT NULL,
    severity integer NULL,
    severity_proposed integer NULL,
    severity_rules text NULL,
    hit text NULL,
    hit_words text NULL,
    title text NOT NULL,
    story text NOT NULL,
    occurred_at bigint NULL,
    object_kind text NULL,
    object_name text NULL,
    object_version text NULL,
    category text NULL,
    category_confidence double precision NULL,
    category_proposed text NULL,
    taxonomy_version text NULL,
    detection text NULL,
    expected text NULL,
    actual text NULL,
    immediate_action text NULL,
    evidence text NULL,
    restricted boolean NOT NULL,
    source_conversation text NULL,
    source_link text NULL,
    external_source text NULL,
    external_id text NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL,
    withdrawn_because text NULL,
    next_step_due_at bigint NULL,
    closed_at bigint NULL
);
CREATE UNIQUE INDEX errors_dialog ON errors (dialog_id) WHERE dialog_id IS NOT NULL;
CREATE UNIQUE INDEX errors_external ON errors (external_source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX errors_team ON errors (team, created_at);
CREATE INDEX errors_reporter ON errors (reporter);

CREATE TABLE witnesses (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    person bigint NOT NULL REFERENCES people (id),
    dialog_id text NOT NULL,
    note text NULL,
    occurred_at bigint NULL,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX witnesses_once ON witnesses (error, person, dialog_id);
CREATE INDEX witnesses_person ON witnesses (person);

CREATE TABLE error_additions (
    id {identity},
    error bigint NOT NULL REFERENCES errors (id),
    person bigint NOT NULL REFERENCES people (id),
    dialog_id text NULL,
    text text NOT NULL,
    created_at bigint NOT NULL
);
CREATE INDEX error_additions_error ON error_additions (error);
CREATE UNIQUE INDEX error_additions_once ON error_additions (dialog_id) WHERE dialog_id IS NOT NULL;

-- people who are named on a restricted error
CREATE TABLE error_readers (
    error bigint NOT NULL REFERENCES errors (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (error, person)
) {clustered};
CREATE INDEX error_readers_person ON error_readers (person);

-- scope is the team, or minus the reporter where there is no team
CREATE TABLE similarity_postings (
    scope bigint NOT NULL,
    term text NOT NULL,
    error bigint NOT NULL,
    weight integer NOT NULL,
    PRIMARY KEY (scope, term, error)
) {clustered};

-- in how many reports a term stands
CREATE TABLE similarity_terms (
    scope bigint NOT NULL,
    term text NOT NULL,
    reports bigint NOT NULL,
    PRIMARY KEY (scope, term)
) {clustered};

CREATE TABLE similarity_scopes (
    scope bigint NOT NULL PRIMARY KEY,
    reports bigint NOT NULL
);
