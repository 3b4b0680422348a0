-- A pattern is offered to an agent as to a team: target_team is then the team of the agent, whose leads decide.
ALTER TABLE pattern_replications ADD COLUMN target_agent bigint NULL;
