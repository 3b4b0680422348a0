-- What a lead set up: who is asked what, in which mode and how often. Each round of it is a row of survey_waves. about names the wave of
-- which it asks, ten days later, whether its results were talked about; next_due_at is when the next wave begins, null where none is to
-- come; refused is why the last one could not begin.
CREATE TABLE surveys (
    id {identity},
    template text NOT NULL,
    mode text NOT NULL,
    by_team boolean NOT NULL,
    days integer NOT NULL,
    cadence text NOT NULL,
    reminders integer NOT NULL,
    launched_by bigint NULL REFERENCES people (id),
    created_at bigint NOT NULL,
    waves integer NOT NULL,
    next_due_at bigint NULL,
    refused text NULL,
    about bigint NULL REFERENCES survey_waves (id)
);
CREATE INDEX surveys_due ON surveys (next_due_at) WHERE next_due_at IS NOT NULL;

-- The teams whose people are asked.
CREATE TABLE survey_teams (
    survey bigint NOT NULL REFERENCES surveys (id),
    team bigint NOT NULL REFERENCES teams (id),
    PRIMARY KEY (survey, team)
) {clustered};
CREATE INDEX survey_teams_of_team ON survey_teams (team);

-- What is said next to each person who was asked: 0 the invitation, then reminders. The same for everybody, whether they answered or not.
CREATE TABLE survey_messages (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    person bigint NOT NULL REFERENCES people (id),
    step integer NOT NULL,
    due_at bigint NOT NULL,
    PRIMARY KEY (wave, person)
) {clustered};
CREATE INDEX survey_messages_due ON survey_messages (due_at);

-- Answers with names, of confidential and attributed surveys alone.
CREATE TABLE survey_responses (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    person bigint NOT NULL REFERENCES people (id),
    segment integer NOT NULL,
    objects boolean NOT NULL,
    answers text NOT NULL,
    PRIMARY KEY (wave, person)
) {clustered};

-- What those who lead say to a result, to the people who were asked.
CREATE TABLE survey_replies (
    wave bigint NOT NULL PRIMARY KEY REFERENCES survey_waves (id),
    did boolean NOT NULL,
    words text NOT NULL,
    author bigint NULL REFERENCES people (id),
    replied_at bigint NOT NULL
);
