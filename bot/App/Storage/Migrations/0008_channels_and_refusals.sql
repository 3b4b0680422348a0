-- standard, private or shared, as an activity told; null while none has
ALTER TABLE conversations ADD COLUMN channel_type text NULL;

-- whether a message that is set aside is sent again when its conversation shows signs of life
ALTER TABLE outbox ADD COLUMN comes_back boolean NOT NULL DEFAULT FALSE;
CREATE INDEX outbox_parked ON outbox (parked_at) WHERE parked_at IS NOT NULL;
