-- How much less often the error is to be met once the fix is in place, as its proposal promises; null where it says nothing of that.
ALTER TABLE fixes ADD COLUMN promised_fall text NULL;
