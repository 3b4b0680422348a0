using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// Many reports, of which so many have an open clock, half of them in the queues; the others are closed. Each fifth has a witness, each
/// tenth an addition, a fix that was approved, and an action.
/// </summary>
internal sealed class TimedReports : ScaleDatabase
{
    private readonly int _step;

    /// <param name="timers">How many of the reports have an open clock.</param>
    /// <param name="begin">The clocks run out from here on, one a second.</param>
    public TimedReports(StorageEngine engine, int reports, int timers, DateTimeOffset begin)
        : base(engine)
    {
        _step = reports / timers;
        var now = begin.ToUnixTimeMilliseconds();
        for (var from = 0; from < reports; from += AtOnce) AddReports(from, Math.Min(AtOnce, reports - from), now);
    }

    private void AddReports(int from, int count, long now)
    {
        var isOpen = $"n % {_step} = 0";
        var isWaiting = $"n % {_step} = 0 AND n / {_step} % {2 * Teams} < {Teams}";
        var team = $"(n / {_step} + n % {_step}) % {Teams} + 1";
        var reporter = $"{Teams + 1} + n % {People}";
        Write(Some(count, from, $"""
            INSERT INTO errors (id, version, team, reporter, reporter_kind, owner, state, severity, hit, title, story, restricted,
                created_at, local_date, state_since, timer_step, timer_at, closed_at)
            SELECT n, 1, {team}, {reporter}, 'person', CASE WHEN {isWaiting} THEN NULL ELSE {Teams + 1} + n % 997 END,
                CASE WHEN {isWaiting} THEN 'Reported' WHEN {isOpen} THEN 'Accepted' ELSE 'Closed' END, 3, 'NotKnownYet',
                'The gate of hall ' || n % 977 || ' does not close', 'The gate of hall ' || n % 977 || ' of customer ' || n % 4999
                    || ' does not close when order ' || n || ' is loaded at night, and the lamp above it flickers.', n % 100 = 7,
                {now} - {365L * ADay} + n, '2026-01-06', {now} - {ADay}, 0,
                CASE WHEN {isOpen} THEN {now} + 1000 * (n / {_step}) ELSE NULL END, CASE WHEN {isOpen} THEN NULL ELSE {now} - {ADay} END
            FROM numbers
            """));
        Write(Some(count, from, $"""
            INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what)
            SELECT {now} - {365L * ADay} + n, {reporter}, 'person', 'error', n, {team}, 'filed' FROM numbers
            UNION ALL SELECT {now} - {ADay}, {team}, 'person', 'error', n, {team}, 'accepted' FROM numbers WHERE NOT ({isWaiting})
            UNION ALL SELECT {now} - {ADay}, NULL, 'bot', 'error', n, {team}, 'closed' FROM numbers WHERE NOT ({isOpen})
            """));
        Write(Some(count, from, $"""
            INSERT INTO witnesses (error, person, dialog_id, note, created_at)
            SELECT n, {Teams + 1} + (n + 17) % {People}, 'w' || n, 'With us too', {now} - {ADay} FROM numbers WHERE n % 5 = 0
            """));
        Write(Some(count, from, $"""
            INSERT INTO error_additions (error, person, text, created_at)
            SELECT n, {reporter}, 'It was the left wing', {now} - {ADay} FROM numbers WHERE n % 10 = 0
            """));
        Write(Some(count, from, $"""
            INSERT INTO fixes (id, version, error, proposer, proposer_kind, proposed_at, state, what, effect, action_type, strength,
                reversible, digest)
            SELECT n, 1, n, {reporter}, 'person', {now} - {ADay}, 'Approved', 'Put in a new motor', 'From three a week to none',
                'Corrective', 'Medium', TRUE, 'd' FROM numbers WHERE n % 10 = 1 AND NOT ({isWaiting})
            """));
        Write(Some(count, from, $"""
            INSERT INTO fix_decisions (fix, person, decision, digest, decided_at)
            SELECT n, {team}, 'Approve', 'd', {now} - {ADay} FROM numbers WHERE n % 10 = 1 AND NOT ({isWaiting})
            """));
        Write(Some(count, from, $"""
            INSERT INTO actions (version, parent_kind, parent, team, author, owner, state, title, action_type, strength, is_mandatory,
                needs_verifier, restricted, created_at, local_date, closed_at, reminders)
            SELECT 1, 'error', n, {team}, {team}, {reporter}, 'Done', 'Put in a new motor', 'Corrective', 'Medium', FALSE, FALSE, FALSE,
                {now} - {ADay} + n % 1000, '2026-01-06', {now}, 0 FROM numbers WHERE n % 10 = 1 AND NOT ({isWaiting})
            """));
    }
}
