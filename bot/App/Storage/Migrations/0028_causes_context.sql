-- What was around an error: the problem statement, the key moments, who looked at it. And the clock of causes that wait for a lead.
ALTER TABLE analyses ADD COLUMN problem_is text NULL;
ALTER TABLE analyses ADD COLUMN problem_is_not text NULL;
ALTER TABLE analyses ADD COLUMN detected text NULL;
ALTER TABLE analyses ADD COLUMN diagnosed text NULL;
ALTER TABLE analyses ADD COLUMN repaired text NULL;
ALTER TABLE analyses ADD COLUMN participants text NULL;
ALTER TABLE analyses ADD COLUMN facilitator text NULL;
ALTER TABLE analyses ADD COLUMN submitted_at bigint NULL;
ALTER TABLE analyses ADD COLUMN review_at bigint NULL;
ALTER TABLE analyses ADD COLUMN review_step bigint NULL;
CREATE INDEX analyses_review ON analyses (review_at) WHERE review_at IS NOT NULL;
