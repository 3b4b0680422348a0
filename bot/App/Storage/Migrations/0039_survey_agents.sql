-- What AI agents answered, each once for a wave: a lane of its own beside the answers of people. Nothing here counts for people, and no
-- threshold looks at it. Agents are no persons: their answers stand with their names.
CREATE TABLE survey_agent_answers (
    wave bigint NOT NULL REFERENCES survey_waves (id),
    agent bigint NOT NULL REFERENCES people (id),
    agent_version text NULL,
    run_ref text NULL,
    answers text NOT NULL,
    PRIMARY KEY (wave, agent)
) {clustered};
