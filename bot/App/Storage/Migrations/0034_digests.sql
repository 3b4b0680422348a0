-- When a team gets its digest, and what is in it; days before covered_until were told. next_due_at is null while it is switched off.
CREATE TABLE digest_schedules (
    team bigint NOT NULL PRIMARY KEY REFERENCES teams (id),
    is_on boolean NOT NULL,
    days text NOT NULL,
    at_time text NOT NULL,
    sections text NOT NULL,
    severity_floor integer NOT NULL,
    objects text NOT NULL,
    actors text NOT NULL,
    quiet_week text NOT NULL,
    covered_until text NOT NULL,
    next_due_at bigint NULL
);
CREATE INDEX digest_schedules_due ON digest_schedules (next_due_at) WHERE next_due_at IS NOT NULL;

-- What was posted, as it was posted; day is that on which it was due, in the team's time zone.
CREATE TABLE digests (
    id {identity},
    team bigint NOT NULL REFERENCES teams (id),
    day text NOT NULL,
    posted_at bigint NOT NULL,
    content text NOT NULL
);
CREATE UNIQUE INDEX digests_once ON digests (team, day);

-- What people did with a digest: opened a record, pressed a button of a section, found it useful or not; each once.
CREATE TABLE digest_uses (
    digest bigint NOT NULL REFERENCES digests (id),
    person bigint NOT NULL REFERENCES people (id),
    section text NOT NULL,
    what text NOT NULL,
    used_at bigint NOT NULL,
    PRIMARY KEY (digest, person, section, what)
) {clustered};

-- When somebody gets their own digest next.
CREATE TABLE personal_digests (
    person bigint NOT NULL PRIMARY KEY REFERENCES people (id),
    next_due_at bigint NOT NULL
);
CREATE INDEX personal_digests_due ON personal_digests (next_due_at);
