-- How far a team is with a pattern. steps_done are the numbers of its core steps that are done, from 0, with commas between them;
-- state_since is when it came to be where it is; sustain_results are the moments at which it was still in use, with commas between them.
ALTER TABLE pattern_replications ADD COLUMN version bigint NULL;
ALTER TABLE pattern_replications ADD COLUMN steps_done text NULL;
ALTER TABLE pattern_replications ADD COLUMN state_since bigint NULL;
ALTER TABLE pattern_replications ADD COLUMN verdict_words text NULL;
