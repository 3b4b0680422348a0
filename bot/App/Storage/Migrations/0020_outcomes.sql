-- What came to an end lately, for the loop-closed rate.
CREATE INDEX errors_state_since ON errors (state_since) WHERE state_since IS NOT NULL;
