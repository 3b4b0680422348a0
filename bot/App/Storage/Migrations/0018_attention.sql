-- When somebody is not to be disturbed: null for the hours of the settings, empty for none; and which kinds of unasked message they do not want.
CREATE TABLE attention_settings (
    person bigint NOT NULL PRIMARY KEY REFERENCES people (id),
    quiet_hours text NULL,
    changed_at bigint NOT NULL
);
CREATE TABLE attention_mutes (
    person bigint NOT NULL REFERENCES people (id),
    kind text NOT NULL,
    muted_at bigint NOT NULL,
    PRIMARY KEY (person, kind)
) {clustered};

-- Unasked messages that wait for their moment (due_at), are kept for the weekly digest of their person (neither due nor sent), or count
-- towards the budget of the week (sent_at). source says what is told of the record; place and words are a line below a card instead.
CREATE TABLE notices (
    id {identity},
    person bigint NOT NULL REFERENCES people (id),
    kind text NOT NULL,
    is_counted boolean NOT NULL,
    record_kind text NOT NULL,
    record bigint NOT NULL,
    source text NULL,
    topic text NOT NULL,
    place bigint NULL,
    words {blob} NULL,
    created_at bigint NOT NULL,
    due_at bigint NULL,
    sent_at bigint NULL
);
CREATE INDEX notices_due ON notices (due_at, person) WHERE due_at IS NOT NULL;
CREATE INDEX notices_person ON notices (person, id);

-- the days on which somebody got their reminders: one message a day
CREATE TABLE notice_days (
    person bigint NOT NULL REFERENCES people (id),
    day text NOT NULL,
    sent_at bigint NOT NULL,
    PRIMARY KEY (person, day)
) {clustered};
