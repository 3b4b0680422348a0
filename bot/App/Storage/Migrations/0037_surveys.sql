-- One round of a survey. layout says what is counted and in which order; policy is the promise as it was made, policy_hash stands on every
-- card. state: Open, then Released, Discarded, Stopped or Void. responded is null until the release; band says meanwhile about how many
-- answered, as of band_day. survey and number say which round it is of what a lead set up (a row of surveys, which may name a wave in turn;
-- with references both ways neither could be restored first); told_at is when those who lead were told how it ended. No moment but these,
-- and no number that moves with an answer.
CREATE TABLE survey_waves (
    id {identity},
    team bigint NULL REFERENCES teams (id),
    template text NOT NULL,
    template_version bigint NOT NULL,
    mode text NOT NULL,
    policy text NOT NULL,
    policy_hash text NOT NULL,
    breakdown text NULL,
    layout text NOT NULL,
    state text NOT NULL,
    launched_by bigint NULL REFERENCES people (id),
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    released_at bigint NULL,
    invited integer NOT NULL,
    responded integer NULL,
    band text NULL,
    band_day text NULL,
    survey bigint NULL,
    number integer NULL,
    told_at bigint NULL
);
CREATE INDEX survey_waves_open ON survey_waves (closes_at) WHERE state = 'Open';
CREATE INDEX survey_waves_of_survey ON survey_waves (survey);
CREATE INDEX survey_waves_untold ON survey_waves (id) WHERE told_at IS NULL;

-- Who was invited, in random order; never who answered. Erasure blanks the person. segment is of the one declared breakdown, 0 for none.
CREATE TABLE survey_seats (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    seat integer NOT NULL,
    person bigint NULL REFERENCES people (id),
    segment integer NOT NULL,
    PRIMARY KEY (wave, seat)
) {clustered};
CREATE UNIQUE INDEX survey_seats_person ON survey_seats (wave, person) WHERE person IS NOT NULL;

-- The encrypted totals and bits of an open wave; the key is a file in the key folder.
CREATE TABLE survey_boxes (
    wave bigint NOT NULL PRIMARY KEY REFERENCES survey_waves (id),
    key_id text NOT NULL,
    sealed {blob} NOT NULL
);

-- Encrypted texts of an open wave, each of the same size, written or not.
CREATE TABLE survey_slips (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    id text NOT NULL,
    sealed {blob} NOT NULL,
    PRIMARY KEY (wave, id)
) {clustered};

-- After the close, written once: only what may be shown.
CREATE TABLE survey_tallies (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    item text NOT NULL,
    segment integer NOT NULL,
    answer text NOT NULL,
    number bigint NULL,
    band text NULL,
    PRIMARY KEY (wave, item, segment, answer)
) {clustered};

CREATE TABLE survey_comments (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    id text NOT NULL,
    item text NOT NULL,
    body text NOT NULL,
    shown text NOT NULL,
    claim_hash text NULL,
    PRIMARY KEY (wave, id)
) {clustered};

-- Which folder of keys belongs to this database: its marker file says the same.
CREATE TABLE survey_key_folders (
    id integer NOT NULL PRIMARY KEY,
    marker text NOT NULL
);
