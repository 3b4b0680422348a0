using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads errors out of the database, whole.</summary>
internal static class ErrorRows
{
    /// <summary>The columns that <see cref="Read(Rows)"/> expects, of <c>errors e</c>; those of the details stand first.</summary>
    public static readonly Sql Columns = Sql.Of($"""
        e.hit, e.hit_words, e.object_kind, e.object_name, e.object_version, e.agent_step, e.agent_reason, e.agent_mode, e.category,
        e.expected, e.actual, e.immediate_action, e.evidence,
        e.id, e.version, e.state, e.severity, e.title, e.story, e.restricted, e.team, t.name, e.reporter, p.name, e.reporter_kind,
        e.owner, e.occurred_at, e.created_at, e.next_step_due_at, e.source_link, e.source_author, e.withdrawn_because,
        (SELECT COUNT(DISTINCT w.person) FROM witnesses w WHERE w.error = e.id AND w.person <> e.reporter),
        (SELECT COUNT(*) FROM error_additions a WHERE a.error = e.id),
        (SELECT COUNT(*) FROM witnesses w WHERE w.error = e.id),
        o.name, e.state_since, e.timer_step, e.question, e.reason_code, e.reason, e.decided_by, e.objected_at, e.duplicate_of, e.came_from,
        e.review_at, e.unapproved_since, e.detection, e.verdict, e.loss_hours, e.has_advice
        """);

    /// <summary>Where they come from.</summary>
    public static readonly Sql From =
        Sql.Of($"FROM errors e JOIN people p ON p.id = e.reporter LEFT JOIN teams t ON t.id = e.team LEFT JOIN people o ON o.id = e.owner");

    /// <summary>One error; null when there is none of this number. Asks nobody who may see it.</summary>
    public static ErrorRecord? FindAny(Session session, long number)
    {
        using var rows = session.Statements.Read($"SELECT {Columns} {From} WHERE e.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>The columns of the details, each beside its value, for the statement that files and the one that edits.</summary>
    public static (string Column, Value Value)[] DetailsOf(ErrorDetails details) =>
    [
        ("hit", details.Hit.ToString()),
        ("hit_words", details.HitWords),
        ("object_kind", details.Object?.ToString()),
        ("object_name", details.ObjectName),
        ("object_version", details.ObjectVersion),
        ("agent_step", details.AgentStep),
        ("agent_reason", details.AgentReason),
        ("agent_mode", details.AgentMode),
        ("category", details.Category),
        ("expected", details.Expected),
        ("actual", details.Actual),
        ("immediate_action", details.ImmediateAction),
        ("evidence", details.Evidence),
    ];

    /// <summary>The error of the present row.</summary>
    public static ErrorRecord Read(Rows row) => new(
        Number: row.GetInt64(13), Version: row.GetInt64(14), Code<ErrorState>(row, 15)!.Value, (Severity)row.GetInt32(16),
        Title: row.GetString(17), Story: row.GetString(18), Restricted: row.GetBoolean(19))
    {
        Hit = Code<HitWhom>(row, 0) ?? HitWhom.NotKnownYet,
        HitWords = row.TextOrNull(1),
        Object = Code<ReportedObject>(row, 2),
        ObjectName = row.TextOrNull(3),
        ObjectVersion = row.TextOrNull(4),
        AgentStep = row.TextOrNull(5),
        AgentReason = row.TextOrNull(6),
        AgentMode = row.TextOrNull(7),
        Category = row.TextOrNull(8),
        Expected = row.TextOrNull(9),
        Actual = row.TextOrNull(10),
        ImmediateAction = row.TextOrNull(11),
        Evidence = row.TextOrNull(12),
        Team = row.NumberOrNull(20) is { } team ? new TeamId(team) : null,
        TeamName = row.TextOrNull(21),
        Reporter = new(row.GetInt64(22)),
        ReporterName = row.TextOrNull(23) ?? "",
        ReporterKind = row.GetString(24),
        Owner = row.NumberOrNull(25) is { } owner ? new PersonId(owner) : null,
        OccurredAt = row.MomentOrNull(26),
        CreatedAt = row.Moment(27),
        NextStepDueAt = row.MomentOrNull(28),
        SourceLink = row.TextOrNull(29),
        SourceAuthor = row.TextOrNull(30),
        WithdrawnBecause = row.TextOrNull(31),
        Witnesses = row.GetInt32(32),
        Additions = row.GetInt32(33),
        Accounts = row.GetInt32(34),
        OwnerName = row.TextOrNull(35),
        Detection = row.TextOrNull(47),
        LossHours = row.IsDBNull(49) ? null : row.GetDouble(49),
        HasAdvice = row.GetBoolean(50),
        Triage = new()
        {
            Since = row.MomentOrNull(36),
            TimerStep = row.GetInt32(37),
            Question = row.TextOrNull(38),
            RuledOut = Code<RuledOutReason>(row, 39),
            Reason = row.TextOrNull(40),
            DecidedBy = row.NumberOrNull(41) is { } person ? new PersonId(person) : null,
            ObjectedAt = row.MomentOrNull(42),
            DuplicateOf = row.NumberOrNull(43),
            CameFrom = Code<ErrorState>(row, 44),
            ReviewAt = row.MomentOrNull(45),
            UnapprovedSince = row.MomentOrNull(46),
            Verdict = Code<Verdict>(row, 48),
        },
    };

    private static T? Code<T>(Rows row, int column) where T : struct, Enum =>
        row.TextOrNull(column) is { } code ? Enum.Parse<T>(code) : null;
}
