-- Fixes that are begun before they are approved, and whom those who were asked to decide named in their place.
ALTER TABLE errors ADD COLUMN unapproved_since bigint NULL;
ALTER TABLE fixes ADD COLUMN begun_at bigint NULL;
CREATE TABLE fix_referrals (
    id {identity},
    fix bigint NOT NULL REFERENCES fixes (id),
    person bigint NOT NULL REFERENCES people (id),
    referred_to bigint NOT NULL REFERENCES people (id),
    words text NOT NULL,
    referred_at bigint NOT NULL
);
CREATE INDEX fix_referrals_fix ON fix_referrals (fix);
