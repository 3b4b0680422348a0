-- grows whenever edits are taken into an index, so that a process that remembers what the index said of a term reads it again
ALTER TABLE similarity_indexes ADD COLUMN edits_taken bigint NOT NULL DEFAULT 0;
