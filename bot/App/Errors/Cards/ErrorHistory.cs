using System.Text.Json;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Cards;

/// <summary>One event in the history of an error, with what was written then.</summary>
/// <param name="What">The stable name of the event.</param>
/// <param name="Words">What was written then: a witness's note, a detail; null for none.</param>
internal sealed record HistoryLine(DateTimeOffset At, string? Who, string What, string? Words)
{
    /// <summary>What an edit changed.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Who did it; null for nobody who is known.</summary>
    public PersonId? Actor { get; init; }
}

/// <summary>What happened to an error, the newest last.</summary>
internal static class ErrorHistory
{
    /// <summary>The newest lines.</summary>
    public static IReadOnlyList<HistoryLine> Of(Session session, long number, int most)
    {
        var events = RecordHistory.Of(session, ErrorKind.Id(number), most);
        if (events is []) return [];
        var from = events[0].At.ToStoredMilliseconds();
        var notes = events.Any(each => each.What is "witnessed") ? Words(Notes(session.Statements, number, from)) : [];
        var details = events.Any(each => each.What is "detail-added") ? Words(Details(session.Statements, number, from)) : [];
        var reason = events.Any(each => each.What is "withdrawn") ? Words(Reason(session.Statements, number)) : [];
        return [.. events.Select(Line)];

        HistoryLine Line(HistoryEvent happened) => new(happened.At, happened.Who, happened.What, happened.What switch
        {
            "witnessed" => notes.GetValueOrDefault(KeyOf(happened)),
            "detail-added" => details.GetValueOrDefault(KeyOf(happened)),
            "withdrawn" => reason.GetValueOrDefault(default),
            "handed-over" => TeamAndReasonIn(happened.Data),
            _ => ReasonIn(happened.Data),
        })
        {
            Actor = happened.Actor,
            Changes = ChangesOf(session, number, happened),
        };
    }

    // What was written then stands beside the event: the words of the same person at the same moment.
    private static Rows Notes(Statements database, long number, long from) => database.Read(
        $"SELECT person, created_at, note FROM witnesses WHERE error = {number} AND created_at >= {from} ORDER BY id");

    private static Rows Details(Statements database, long number, long from) => database.Read(
        $"SELECT person, created_at, text FROM error_additions WHERE error = {number} AND created_at >= {from} ORDER BY id");

    private static Rows Reason(Statements database, long number) =>
        database.Read($"SELECT 0, 0, withdrawn_because FROM errors WHERE id = {number}");

    private static (long Person, long At) KeyOf(HistoryEvent happened) => (happened.Actor?.Value ?? 0, happened.At.ToStoredMilliseconds());

    /// <summary>The words by who wrote them and when; of several the first.</summary>
    private static Dictionary<(long Person, long At), string?> Words(Rows rows)
    {
        var words = new Dictionary<(long Person, long At), string?>();
        using (rows)
        {
            while (rows.Read()) words.TryAdd((rows.GetInt64(0), rows.GetInt64(1)), rows.TextOrNull(2));
        }

        return words;
    }

    private static IReadOnlyList<FieldChange> ChangesOf(Session session, long number, HistoryEvent happened)
    {
        if (happened is not { What: "edited", Actor: { } actor }) return [];
        return FieldChange.Of(session.Statements, number, actor, happened.At) is { Count: > 0 } kept ? kept : SeverityIn(happened.Data);
    }

    /// <summary>The words to a decision, which its event has.</summary>
    private static string? ReasonIn(string? data)
    {
        if (data is null) return null;
        using var kept = JsonDocument.Parse(data);
        return kept.RootElement.Text("reason");
    }

    /// <summary>The team that an error was given to, as it was called then, with the reason.</summary>
    private static string? TeamAndReasonIn(string? data)
    {
        if (data is null) return null;
        using var kept = JsonDocument.Parse(data);
        return Wording.Say(ErrorTexts.HistoryTeam, kept.RootElement.Text("team"), kept.RootElement.Text("reason"));
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
