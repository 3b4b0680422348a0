-- Alarms on categories. error_days: how often an error was met on each day, where its team is, as it was counted last; category_days: the
-- sums of them. Days are those of the team's time zone at the time of counting.
CREATE TABLE error_days (
    error bigint NOT NULL REFERENCES errors (id),
    day text NOT NULL,
    team bigint NOT NULL REFERENCES teams (id),
    category text NOT NULL,
    occurrences integer NOT NULL,
    PRIMARY KEY (error, day)
) {clustered};

CREATE TABLE category_days (
    team bigint NOT NULL REFERENCES teams (id),
    category text NOT NULL,
    day text NOT NULL,
    occurrences integer NOT NULL,
    PRIMARY KEY (team, day, category)
) {clustered};

-- one row: the last of record_events that is counted
CREATE TABLE category_cursors (
    id bigint NOT NULL PRIMARY KEY,
    event bigint NOT NULL
);

-- categories with a new report, whose thirty days are to be looked at
CREATE TABLE categories_due (
    team bigint NOT NULL REFERENCES teams (id),
    category text NOT NULL,
    PRIMARY KEY (team, category)
) {clustered};

-- the Monday of the last week that was judged, and how many false alarms a year are to be expected of the team's rules
CREATE TABLE watched_teams (
    team bigint NOT NULL PRIMARY KEY REFERENCES teams (id),
    week text NOT NULL,
    false_alarms_a_year double precision NULL
);

-- rule is ByWeek or InThirtyDays; period is the Monday of the week, or the day. Nobody brought an alarm in but the bot.
CREATE TABLE alarms (
    id {identity},
    version bigint NOT NULL,
    team bigint NOT NULL REFERENCES teams (id),
    author bigint NULL REFERENCES people (id),
    owner bigint NULL REFERENCES people (id),
    state text NOT NULL,
    restricted boolean NOT NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL,
    category text NOT NULL,
    rule text NOT NULL,
    period text NOT NULL,
    since text NOT NULL,
    expected double precision NOT NULL,
    seen integer NOT NULL,
    false_alarms_a_year double precision NOT NULL,
    known_until bigint NULL,
    known_by bigint NULL REFERENCES people (id),
    useful_by bigint NULL REFERENCES people (id),
    outcome text NULL,
    outcome_error bigint NULL REFERENCES errors (id)
);
CREATE UNIQUE INDEX alarms_once ON alarms (team, category, rule, period);
CREATE INDEX alarms_newest ON alarms (created_at, id);
CREATE INDEX alarms_team_newest ON alarms (team, created_at, id);

-- people who are named on an alarm; nobody is at present
CREATE TABLE alarm_readers (
    alarm bigint NOT NULL REFERENCES alarms (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (alarm, person)
) {clustered};
