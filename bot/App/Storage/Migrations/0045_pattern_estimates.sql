-- What the author of a pattern expects of it: hours that a team saves in 90 days, and hours that it takes a team to take it over.
ALTER TABLE patterns ADD COLUMN hours_saved double precision NULL;
ALTER TABLE patterns ADD COLUMN hours_to_adopt double precision NULL;

-- which records cite a pattern
CREATE INDEX pattern_uses_about ON pattern_uses (about_kind, about) WHERE about IS NOT NULL;
