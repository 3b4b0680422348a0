-- What the directory of the organisation told. Until when it counts as somebody's owning a team; null where it does not say so.
ALTER TABLE team_members ADD COLUMN directory_owner_until bigint NULL;
-- When the directory is asked next about a team; null for at once.
ALTER TABLE teams ADD COLUMN directory_due_at bigint NULL;

-- The automatic replies of people who were about to be asked. wanted_at: to be looked up; asked_at: looked up last, whatever came;
-- answered_at: the directory told last. starts_at is null while they are off, ends_at where their end is not known; back_at: the person
-- said that they are there, whatever their mailbox says.
CREATE TABLE automatic_replies (
    person bigint NOT NULL PRIMARY KEY REFERENCES people (id),
    wanted_at bigint NULL,
    asked_at bigint NULL,
    answered_at bigint NULL,
    starts_at bigint NULL,
    ends_at bigint NULL,
    back_at bigint NULL
);
CREATE INDEX automatic_replies_wanted ON automatic_replies (wanted_at) WHERE wanted_at IS NOT NULL;

-- People are about to be asked for something, as soon as it is known whether they are away.
CREATE TABLE waiting_asks (
    id {identity},
    source text NOT NULL,
    record_id bigint NOT NULL,
    detail text NULL,
    waits_since bigint NOT NULL
);

-- What the directory said last about each permission. silent_since is null as long as it answers.
CREATE TABLE directory_answers (
    permission text NOT NULL PRIMARY KEY,
    granted boolean NULL,
    answered_at bigint NULL,
    reason text NULL,
    silent_since bigint NULL
);
