-- Whether the week in which a pattern worked lies outside of what is usual in a series of its team, as JSON; null where nobody tested it.
ALTER TABLE pattern_criteria ADD COLUMN outlier text NULL;
