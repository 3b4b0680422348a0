-- The question that whoever set a survey up added to it, as JSON; null where there is none.
ALTER TABLE surveys ADD COLUMN own text NULL;
