-- What those who lead answer to a comment. It is read by whoever has the code of the comment, from shown_at on: the same moment for all
-- replies of a day. Nobody is told of it, and nothing is kept of who reads it. words is null for thanks.
CREATE TABLE survey_note_replies (
    id {identity},
    wave bigint NOT NULL REFERENCES survey_waves (id),
    comment text NOT NULL,
    author bigint NULL REFERENCES people (id),
    words text NULL,
    written_at bigint NOT NULL,
    shown_at bigint NOT NULL
);
CREATE INDEX survey_note_replies_comment ON survey_note_replies (wave, comment);
CREATE INDEX survey_comments_claim ON survey_comments (claim_hash) WHERE claim_hash IS NOT NULL;

-- When the bot last wrote to somebody who had not asked, about something that counts in no budget: surveys and their reminders.
CREATE TABLE unasked_messages (
    person bigint NOT NULL PRIMARY KEY REFERENCES people (id),
    said_at bigint NOT NULL
);
