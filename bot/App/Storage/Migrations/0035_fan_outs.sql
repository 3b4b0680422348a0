-- A fan-out: messages of one kind to many people in one period; how many were written, and how many of them the channel took.
CREATE TABLE fan_outs (
    id {identity},
    kind text NOT NULL,
    period text NOT NULL,
    began_at bigint NOT NULL,
    planned bigint NOT NULL,
    sent bigint NOT NULL
);
CREATE UNIQUE INDEX fan_outs_once ON fan_outs (kind, period);

-- the fan-out that a message belongs to; most belong to none
ALTER TABLE outbox ADD COLUMN fan_out bigint NULL;
CREATE INDEX outbox_fan_out ON outbox (fan_out, to_tenant, parked_at) WHERE fan_out IS NOT NULL;

-- the conversations out of reach, without the thousands that are in reach
CREATE INDEX conversations_out_of_reach ON conversations (kind) WHERE unreachable_since IS NOT NULL;
