-- Series of figures that a team keeps itself, such as open hand-overs; a name within its team.
CREATE TABLE figure_series (
    id {identity},
    team bigint NOT NULL REFERENCES teams (id),
    name text NOT NULL,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX figure_series_of_team ON figure_series (team, name);

-- A value of a series for a unit (a team or a word) and a day. Another value for the same day takes its place.
CREATE TABLE figures (
    series bigint NOT NULL REFERENCES figure_series (id),
    unit text NOT NULL,
    day text NOT NULL,
    value double precision NOT NULL,
    sent_by bigint NULL REFERENCES people (id),
    sent_at bigint NOT NULL,
    PRIMARY KEY (series, unit, day)
) {clustered};

-- What was fixed about the effect of a record before it began, and what came out. due_at is when it is judged, null once it was or where it
-- was taken back; adopters are units with the day on which they began, as JSON; found and balance_found are what the figures say, as JSON.
CREATE TABLE measured_effects (
    id {identity},
    subject_kind text NOT NULL,
    subject bigint NOT NULL,
    team bigint NOT NULL REFERENCES teams (id),
    registered_by bigint NULL REFERENCES people (id),
    registered_at bigint NOT NULL,
    metric_source text NOT NULL,
    metric text NOT NULL,
    lower_is_better boolean NOT NULL,
    smallest double precision NOT NULL,
    balance_source text NOT NULL,
    balance text NOT NULL,
    balance_lower_is_better boolean NOT NULL,
    balance_smallest double precision NOT NULL,
    design text NOT NULL,
    adopters text NULL,
    first_day text NOT NULL,
    weeks_before integer NOT NULL,
    weeks_after integer NOT NULL,
    due_at bigint NULL,
    withdrawn_at bigint NULL,
    judged_at bigint NULL,
    verdict text NULL,
    found text NULL,
    balance_verdict text NULL,
    balance_found text NULL,
    late_figures integer NULL
);
CREATE INDEX measured_effects_of_subject ON measured_effects (subject_kind, subject);
CREATE INDEX measured_effects_due ON measured_effects (due_at) WHERE due_at IS NOT NULL;
