-- Agents and systems are people with another kind; they are in a team like its members, and never in its roster.
ALTER TABLE people ADD COLUMN person_kind text NOT NULL DEFAULT 'person';

ALTER TABLE errors ADD COLUMN agent_step text NULL;
ALTER TABLE errors ADD COLUMN agent_reason text NULL;
ALTER TABLE errors ADD COLUMN agent_mode text NULL;

-- handle is the part of a key that may be seen; the secret is kept as its SHA-256 alone, and not at all until it was shown
CREATE TABLE api_keys (
    id {identity},
    handle text NOT NULL,
    secret_hash text NULL,
    secrets_made integer NOT NULL,
    owner bigint NOT NULL REFERENCES people (id),
    team bigint NOT NULL REFERENCES teams (id),
    scopes text NOT NULL,
    created_by bigint NOT NULL REFERENCES people (id),
    created_at bigint NOT NULL,
    expires_at bigint NULL,
    revoked_at bigint NULL,
    last_used_at bigint NULL
);
CREATE UNIQUE INDEX api_keys_handle ON api_keys (handle);

-- what a request with an Idempotency-Key brought about
CREATE TABLE idempotent_requests (
    caller bigint NOT NULL REFERENCES people (id),
    idempotency_key text NOT NULL,
    request_hash text NOT NULL,
    subject bigint NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (caller, idempotency_key)
) {clustered};
CREATE INDEX idempotent_requests_created ON idempotent_requests (created_at);

-- the secrets sign what is sent, so they are kept as they are; the one before stays good for a day after it was replaced
CREATE TABLE webhooks (
    id {identity},
    team bigint NOT NULL REFERENCES teams (id),
    url text NOT NULL,
    events text NOT NULL,
    secret text NULL,
    secrets_made integer NOT NULL,
    former_secret text NULL,
    former_until bigint NULL,
    created_by bigint NOT NULL REFERENCES people (id),
    created_at bigint NOT NULL,
    removed_at bigint NULL,
    told_through bigint NOT NULL,
    attempts integer NOT NULL,
    not_before bigint NULL,
    parked_at bigint NULL,
    problem text NULL
);

CREATE TABLE webhook_deliveries (
    id {identity},
    webhook bigint NOT NULL REFERENCES webhooks (id),
    event bigint NOT NULL,
    what text NOT NULL,
    at bigint NOT NULL,
    status integer NULL,
    problem text NULL
);
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (webhook, id);

-- what one instance of the bot does at a time; whoever holds it renews it before it is over
CREATE TABLE leases (
    name text NOT NULL PRIMARY KEY,
    holder text NOT NULL,
    expires_at bigint NOT NULL
);
