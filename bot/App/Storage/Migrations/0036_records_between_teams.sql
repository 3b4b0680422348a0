-- The scope in which an index knows a record that has gone into another one, such as an error that belongs to another team by now; null
-- where it stays.
ALTER TABLE record_index_edits ADD COLUMN scope bigint NULL;
