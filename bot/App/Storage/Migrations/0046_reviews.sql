-- After-action reviews: several people answer the same questions on their own, and see each other's answers once all have answered or the
-- time is over. about_kind and about name the record that one is about; nobody owns one; shown_at is when the answers could be seen first.
CREATE TABLE reviews (
    id {identity},
    version bigint NOT NULL,
    team bigint NULL REFERENCES teams (id),
    author bigint NOT NULL REFERENCES people (id),
    owner bigint NULL REFERENCES people (id),
    state text NOT NULL,
    title text NOT NULL,
    about_kind text NULL,
    about bigint NULL,
    ended_because text NULL,
    restricted boolean NOT NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL,
    answers_until bigint NOT NULL,
    shown_at bigint NULL,
    next_due_at bigint NULL
);
CREATE INDEX reviews_newest ON reviews (created_at, id);
CREATE INDEX reviews_team_newest ON reviews (team, created_at, id);
CREATE INDEX reviews_author_newest ON reviews (author, created_at, id);
CREATE INDEX reviews_about ON reviews (about_kind, about, id) WHERE about IS NOT NULL;
CREATE INDEX reviews_due ON reviews (next_due_at, id) WHERE next_due_at IS NOT NULL;

-- who takes part, with what they answered; a text that they left out is null
CREATE TABLE review_people (
    id {identity},
    review bigint NOT NULL REFERENCES reviews (id),
    person bigint NOT NULL REFERENCES people (id),
    answered_at bigint NULL,
    declined_at bigint NULL,
    intended text NULL,
    happened text NULL,
    difference text NULL,
    to_keep text NULL,
    to_change text NULL
);
CREATE UNIQUE INDEX review_people_once ON review_people (review, person);
CREATE INDEX review_people_person ON review_people (person);

-- what became of what somebody wants to keep or to change
CREATE TABLE review_results (
    part bigint NOT NULL REFERENCES review_people (id),
    question text NOT NULL,
    made_kind text NOT NULL,
    made bigint NOT NULL,
    made_by bigint NULL REFERENCES people (id),
    made_at bigint NOT NULL,
    PRIMARY KEY (part, question, made_kind, made)
) {clustered};
