using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads errors out of the database, whole.</summary>
internal static class ErrorRows
{
    /// <summary>The columns that <see cref="Read(Rows)"/> expects, of <c>errors e</c>.</summary>
    public static readonly Sql Columns = Sql.Of($"""
        e.id, e.version, e.team, t.name, e.reporter, p.name, e.owner, e.state, e.severity, e.hit, e.hit_words, e.title, e.story, e.occurred_at,
        e.object_kind, e.object_name, e.object_version, e.category, e.expected, e.actual, e.immediate_action, e.evidence, e.restricted, e.source_link,
        e.created_at, e.next_step_due_at,
        (SELECT COUNT(DISTINCT w.person) FROM witnesses w WHERE w.error = e.id AND w.person <> e.reporter),
        (SELECT COUNT(*) FROM error_additions a WHERE a.error = e.id),
        e.withdrawn_because, e.reporter_kind, e.agent_step, e.agent_reason, e.agent_mode, e.source_author,
        (SELECT COUNT(*) FROM witnesses w WHERE w.error = e.id)
        """);

    /// <summary>Where they come from.</summary>
    public static readonly Sql From = Sql.Of($"FROM errors e JOIN people p ON p.id = e.reporter LEFT JOIN teams t ON t.id = e.team");

    /// <summary>One error; null when there is none of this number. Asks nobody who may see it.</summary>
    public static ErrorRecord? FindAny(Session session, long number)
    {
        using var rows = session.Statements.Read($"SELECT {Columns} {From} WHERE e.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>The error of the present row.</summary>
    public static ErrorRecord Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.NumberOrNull(2), row.TextOrNull(3), row.GetInt64(4), row.TextOrNull(5)
            ?? "", row.NumberOrNull(6), Code<ErrorState>(row, 7)!.Value,
        (Severity)row.GetInt32(8), Code<HitWhom>(row, 9)
            ?? HitWhom.NotKnownYet, row.TextOrNull(10), row.GetString(11), row.GetString(12), row.MomentOrNull(13),
        Code<ReportedObject>(row, 14), row.TextOrNull(15), row.TextOrNull(16), row.TextOrNull(17), row.TextOrNull(18), row.TextOrNull(19),
        row.TextOrNull(20), row.TextOrNull(21), row.GetBoolean(22), row.TextOrNull(23),
        row.Moment(24), row.MomentOrNull(25), row.GetInt32(26), row.GetInt32(27), row.TextOrNull(28))
    {
        ReporterKind = row.GetString(29),
        AgentStep = row.TextOrNull(30),
        AgentReason = row.TextOrNull(31),
        AgentMode = row.TextOrNull(32),
        SourceAuthor = row.TextOrNull(33),
        Accounts = row.GetInt32(34),
    };

    private static T? Code<T>(Rows row, int column) where T : struct, Enum =>
        row.TextOrNull(column) is { } code ? Enum.Parse<T>(code) : null;
}
