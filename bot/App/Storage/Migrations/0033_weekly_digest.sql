-- What the digest of a team reads, without the history of the team and the weeks of others. What happened to its records in a week; without
-- what was filed and imported, which is the most, and is counted by the day of the report.
CREATE INDEX record_events_team ON record_events (team, at) WHERE what <> 'filed' AND what <> 'imported';
-- The errors on which somebody works or decides.
CREATE INDEX errors_in_work ON errors (team, state_since)
    WHERE state IN ('Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing', 'Verifying');
-- The action items that are not over.
CREATE INDEX actions_open ON actions (team, due_at, id) WHERE closed_at IS NULL;
