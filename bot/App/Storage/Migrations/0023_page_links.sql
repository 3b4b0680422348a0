-- Links to pages: each for one person and one page of a record. The token and the secret of the browser that opened it are kept as their
-- SHA-256 alone.
CREATE TABLE page_links (
    id {identity},
    token_hash text NOT NULL,
    person bigint NOT NULL REFERENCES people (id),
    record_kind text NOT NULL,
    record_number bigint NOT NULL,
    page text NOT NULL,
    issued_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    opened_at bigint NULL,
    browser_hash text NULL
);
CREATE UNIQUE INDEX page_links_token ON page_links (token_hash);
CREATE INDEX page_links_expires ON page_links (expires_at);
