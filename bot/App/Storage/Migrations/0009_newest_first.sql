-- Lists of errors are read newest first, from where the page before ended, one range of an index for each team and part that somebody has.
CREATE INDEX errors_newest ON errors (created_at, id);
CREATE INDEX errors_team_newest ON errors (team, created_at, id);
CREATE INDEX errors_reporter_newest ON errors (reporter, created_at, id);
CREATE INDEX errors_owner_newest ON errors (owner, created_at, id) WHERE owner IS NOT NULL;

-- each is the beginning of one above
DROP INDEX errors_team;
DROP INDEX errors_reporter;
