-- Reports of a team by day without reading the reports, for the verdict on a fix: whether its team reported as much as before.
CREATE INDEX errors_team_days ON errors (team, local_date, id) WHERE state <> 'Withdrawn';
