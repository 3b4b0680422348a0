-- who wrote the message that was reported, as the reporter saw them; source_link leads there
ALTER TABLE errors ADD COLUMN source_author text NULL;
