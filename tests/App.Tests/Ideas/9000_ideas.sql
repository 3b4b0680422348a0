CREATE TABLE ideas (
    id {identity},
    version bigint NOT NULL,
    team bigint NULL REFERENCES teams (id),
    author bigint NOT NULL REFERENCES people (id),
    owner bigint NULL REFERENCES people (id),
    state text NOT NULL,
    title text NOT NULL,
    restricted boolean NOT NULL,
    created_at bigint NOT NULL,
    local_date text NOT NULL
);
CREATE INDEX ideas_team_newest ON ideas (team, created_at, id);
CREATE INDEX ideas_author_newest ON ideas (author, created_at, id);

CREATE TABLE idea_readers (
    idea bigint NOT NULL REFERENCES ideas (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (idea, person)
);

CREATE TABLE idea_witnesses (
    idea bigint NOT NULL REFERENCES ideas (id),
    person bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (idea, person)
);
