using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads and writes the watches of fixes.</summary>
internal static class WatchRows
{
    /// <summary>The event of a verdict that a person said instead of the counts.</summary>
    public const string Called = "verdict-called";

    private static readonly Sql Select = Sql.Of($"""
        SELECT w.id, w.error, w.fix, w.effective_at, w.trigger_week, w.first_week, w.weeks, w.fixed_in_version, w.verdict, w.reason,
            w.ratio, w.lower_limit, w.upper_limit, w.rate_before, w.rate_after, w.proposed_at, w.confirmed_by, p.name, w.ended_at,
            w.confirmed_at, EXISTS (SELECT 1 FROM record_events r
                WHERE r.record_kind = {ErrorKind.Name} AND r.record_id = w.error AND r.what = {Called} AND r.at = w.confirmed_at)
        FROM watches w LEFT JOIN people p ON p.id = w.confirmed_by
        """);

    /// <summary>The newest watch of an error, over or not; null for none.</summary>
    public static Watch? OfError(Session session, long error)
    {
        using var rows = session.Statements.Read($"{Select} WHERE w.error = {error} ORDER BY w.id DESC LIMIT 1");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Begins a watch.</summary>
    public static void Start(Session session, Watch watch, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO watches {NewRow.Of(
            ("error", watch.Error), ("fix", watch.Fix), ("effective_at", watch.EffectiveAt), ("fixed_in_version", watch.Version),
            ("trigger_week", watch.Trigger), ("first_week", watch.First), ("weeks", watch.Weeks), ("started_at", now))}
        """);

    /// <summary>Keeps when the fix took effect, and with which version.</summary>
    public static void SetEffect(Session session, Watch watch) => session.Statements.Execute($"""
        UPDATE watches SET effective_at = {watch.EffectiveAt}, fixed_in_version = {watch.Version}, first_week = {watch.First}
        WHERE id = {watch.Number}
        """);

    /// <summary>Keeps what the counts said.</summary>
    public static void Propose(Session session, long watch, FixVerdict verdict, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE watches SET proposed_at = {now}, {Assignments.Of(
            ("verdict", verdict.Verdict.ToString()), ("reason", verdict.Reason?.ToString()), ("ratio", verdict.Change?.Ratio),
            ("lower_limit", verdict.Change?.Lower), ("upper_limit", Finite(verdict.Change?.Upper)), ("rate_before", verdict.RateBefore),
            ("rate_after", verdict.RateAfter))}
        WHERE id = {watch}
        """);

    /// <summary>Keeps who confirmed the verdict, or said another one.</summary>
    public static void Confirm(Session session, long watch, Verdict verdict, PersonId by, DateTimeOffset now) =>
        session.Statements.Execute($"""
        UPDATE watches SET verdict = {verdict.ToString()}, confirmed_by = {by.Value}, confirmed_at = {now} WHERE id = {watch}
        """);

    /// <summary>Ends the watch of an error that has no confirmed verdict.</summary>
    public static void End(Session session, long error, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE watches SET ended_at = {now} WHERE error = {error} AND confirmed_at IS NULL AND ended_at IS NULL
        """);

    /// <summary>Lets a watch go on that ended at a moment by mistake.</summary>
    public static void Resume(Session session, long error, DateTimeOffset endedAt) => session.Statements.Execute($"""
        UPDATE watches SET ended_at = NULL WHERE error = {error} AND ended_at = {endedAt}
        """);

    /// <summary>
    /// Labels of other fixes of a team that took effect while this one was watched: what changed then as well. Those of restricted errors
    /// are left out.
    /// </summary>
    public static IReadOnlyList<string> OthersInWindow(Session session, Watch watch, TeamId? team, DateTimeOffset until, int limit)
    {
        var labels = new List<string>();
        using var rows = session.Statements.Read($"""
            SELECT w.fix, w.error FROM watches w JOIN errors e ON e.id = w.error
            WHERE e.team = {team?.Value} AND NOT e.restricted AND w.error <> {watch.Error} AND w.effective_at >= {watch.EffectiveAt}
                AND w.effective_at < {until}
            ORDER BY w.effective_at, w.id LIMIT {limit}
            """);
        while (rows.Read()) labels.Add($"{Errors.Fix.Labels.Of(rows.GetInt64(0))} ({ErrorKind.Labels.Of(rows.GetInt64(1))})");
        return labels;
    }

    /// <summary>
    /// What the counts said, of the columns <c>verdict, reason, ratio, lower_limit, upper_limit, rate_before, rate_after</c>; null while
    /// they have said nothing.
    /// </summary>
    /// <param name="first">The first of these among the columns.</param>
    public static FixVerdict? VerdictAt(Rows row, int first) => row.TextOrNull(first) is not { } verdict ? null : new(
        Enum.Parse<Verdict>(verdict), row.TextOrNull(first + 1) is { } reason ? Enum.Parse<CannotTellReason>(reason) : null,
        row.IsDBNull(first + 3)
            ? null
            : new(Number(row, first + 2), row.GetDouble(first + 3), Number(row, first + 4) ?? double.PositiveInfinity),
        Number(row, first + 5), Number(row, first + 6));

    // An upper limit without bound is kept as none, as not every engine keeps infinity.
    private static double? Finite(double? limit) => limit is { } number && double.IsFinite(number) ? number : null;

    private static Watch Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Moment(3), Day(row, 4), Day(row, 5), row.GetInt32(6))
    {
        Version = row.TextOrNull(7),
        Verdict = VerdictAt(row, 8),
        ProposedAt = row.MomentOrNull(15),
        ConfirmedBy = row.NumberOrNull(16) is { } person ? new(person) : null,
        ConfirmedByName = row.TextOrNull(17),
        EndedAt = row.MomentOrNull(18),
        ConfirmedAt = row.MomentOrNull(19),
        IsCalled = row.GetBoolean(20),
    };

    private static double? Number(Rows row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static DateOnly Day(Rows row, int column) => DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", null);
}
