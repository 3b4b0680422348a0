-- Hours that are lost each time that an error is met, as a lead says; none where nobody knows.
ALTER TABLE errors ADD COLUMN loss_hours double precision NULL;

-- what somebody can act on, in the very words of the query
CREATE INDEX errors_to_act_on ON errors (team, id) WHERE state IN
    ('Reported', 'NeedsInfo', 'Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing');

-- Decisions of leads about the place of a record in the prioritised list, against its value; the newest of a record holds.
CREATE TABLE rank_decisions (
    id {identity},
    record_kind text NOT NULL,
    record bigint NOT NULL,
    team bigint NULL REFERENCES teams (id),
    place text NOT NULL,
    reason text NULL,
    stood_at integer NULL,
    decided_by bigint NOT NULL REFERENCES people (id),
    decided_at bigint NOT NULL
);
CREATE INDEX rank_decisions_record ON rank_decisions (record_kind, record, id);
CREATE INDEX rank_decisions_team ON rank_decisions (team, id);

-- Records that a team leaves out of its prioritised list for some days.
CREATE TABLE snoozes (
    record_kind text NOT NULL,
    record bigint NOT NULL,
    team bigint NULL REFERENCES teams (id),
    until bigint NOT NULL,
    snoozed_by bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (record_kind, record)
) {clustered};
CREATE INDEX snoozes_team ON snoozes (team, until);
