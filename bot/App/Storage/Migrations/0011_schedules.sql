-- what is scheduled, in which time zone, and from which moment on its periods count: the scheduler's own store is made from it
CREATE TABLE schedules (
    job text NOT NULL PRIMARY KEY,
    cron text NOT NULL,
    zone text NOT NULL,
    since bigint NOT NULL
);

-- one row for each period of a job, or for each moment at which a row was due (then the subject is that row): what has an end is not done again
CREATE TABLE job_runs (
    job text NOT NULL,
    subject text NOT NULL,
    period bigint NOT NULL,
    attempts integer NOT NULL,
    due_at bigint NOT NULL,
    done_at bigint NULL,
    outcome text NULL,
    PRIMARY KEY (job, subject, period)
) {clustered};
