using System.Text.Json;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>What happened to an error, the newest last.</summary>
internal static class ErrorHistory
{
    // What was written then stands beside the event: the first witness of that person at that moment, or the detail.
    private const string Newest = """
        SELECT at, name, what, words, data, actor FROM (
            SELECT r.id AS id, r.at AS at, p.name AS name, r.what AS what, r.actor AS actor,
                CASE r.what
                    WHEN 'witnessed' THEN (SELECT w.note FROM witnesses w WHERE w.error = r.record_id AND w.person = r.actor AND w.created_at = r.at LIMIT 1)
                    WHEN 'detail-added' THEN (SELECT a.text FROM error_additions a WHERE a.error = r.record_id AND a.person = r.actor AND a.created_at = r.at LIMIT 1)
                    WHEN 'withdrawn' THEN (SELECT e.withdrawn_because FROM errors e WHERE e.id = r.record_id)
                END AS words,
                CASE WHEN r.what = 'edited' THEN r.data END AS data
            FROM record_events r LEFT JOIN people p ON p.id = r.actor
            WHERE r.record_kind = 'error' AND r.record_id = @id AND r.what <> 'refused'
            ORDER BY r.id DESC LIMIT @most) newest
        ORDER BY id
        """;

    /// <summary>The newest lines.</summary>
    public static IReadOnlyList<HistoryLine> Of(Session session, long number, int most)
    {
        var lines = new List<(HistoryLine Line, string? Data)>();
        using (var rows = session.Statements[Newest].Read(number, most))
        {
            while (rows.Read())
            {
                lines.Add(
                    (
                        new(rows.Moment(0), rows.TextOrNull(1), rows.GetString(2), rows.TextOrNull(3)) { Actor = rows.NumberOrNull(5) },
                        rows.TextOrNull(4)));
            }
        }

        return [.. lines.Select(each => each.Line with { Changes = ChangesOf(session, number, each.Line, each.Data) })];
    }

    private static IReadOnlyList<FieldChange> ChangesOf(Session session, long number, HistoryLine line, string? data)
    {
        if (line is not { What: "edited", Actor: { } actor }) return [];
        return FieldChange.Of(session.Statements, number, actor, line.At) is { Count: > 0 } kept ? kept : SeverityIn(data);
    }

    /// <summary>Of an edit before its changes were kept: the severity, which the event has.</summary>
    private static IReadOnlyList<FieldChange> SeverityIn(string? data)
    {
        if (data is null) return [];
        using var kept = JsonDocument.Parse(data);
        return kept.RootElement.Whole("before") is { } before && kept.RootElement.Whole("severity") is { } after && before != after
            ? [new(FieldChange.Severity, ((Severity)before).ToString(), ((Severity)after).ToString())]
            : [];
    }
}
