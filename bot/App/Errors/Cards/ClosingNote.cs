using System.Text.Json;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// What of a closed report helped, and what was missing in it, from what triage had to ask and to change. Told to its reporter alone, and
/// never a grade.
/// </summary>
/// <param name="Helped">What of the report was used as it was, in words.</param>
/// <param name="Changed">What triage set anew, in words.</param>
/// <param name="Asked">The questions that its reporter was asked, in the words of who asked.</param>
internal sealed record ClosingNote(IReadOnlyList<string> Helped, IReadOnlyList<string> Changed, IReadOnlyList<string> Asked)
{
    /// <summary>Events among which is looked: as many as an error has in all but odd cases.</summary>
    private const int EventsRead = 200;

    /// <summary>The note about an error.</summary>
    public static ClosingNote Of(Session session, ErrorRecord error) =>
        Of(error, RecordHistory.Of(session, ErrorKind.Id(error.Number), EventsRead));

    /// <summary>The note about an error with its events, the newest last.</summary>
    public static ClosingNote Of(ErrorRecord error, IReadOnlyList<HistoryEvent> events)
    {
        var (changed, kept) = Accepted(events);
        IEnumerable<string> filled = DetailText.All.Where(text => text.Heading is not null && text.Of(error) is { Length: > 0 })
            .Select(text => text.Heading!());
        string[] others =
        [
            .. string.IsNullOrWhiteSpace(error.ObjectName) ? Array.Empty<string>() : [ErrorTexts.FactObject],
            .. error.SourceLink is null ? Array.Empty<string>() : [ErrorTexts.FactSource],
        ];
        var asked = events.Where(each => each.What is "asked").Select(Reason).OfType<string>();
        return new([.. kept, .. others, .. filled], changed, [.. asked]);
    }

    /// <summary>The part of the reporter's card; null where there is nothing to say.</summary>
    public Container? Draw() => Helped is [] && Changed is [] && Asked is [] ? null : Group(
        Subheading(ErrorTexts.ClosingHeading),
        Listed(ErrorTexts.ClosingHelped, Helped),
        Listed(ErrorTexts.ClosingChanged, Changed),
        Asked is [] ? null : Text(Say(ErrorTexts.ClosingAsked, string.Join(" · ", Asked))),
        Hint(ErrorTexts.ClosingHint));

    private static TextBlock? Listed(string words, IReadOnlyList<string> names) =>
        names is [] ? null : Text(Say(words, string.Join(", ", names)));

    // The first time that it was accepted says what the reporter's words were worth; what came later is news.
    private static (string[] Changed, string[] Kept) Accepted(IReadOnlyList<HistoryEvent> events)
    {
        if (events.FirstOrDefault(each => each.What is "accepted")?.Data is not { } data) return ([], []);
        using var kept = JsonDocument.Parse(data);
        var set = kept.RootElement;
        var severity = set.Whole("before") is { } before && set.Whole("severity") is { } after && before != after
            ? Say(ErrorTexts.ClosingSeverity, ErrorWords.Level((Severity)before), ErrorWords.Level((Severity)after))
            : null;
        var category = set.Text("category") is { Length: > 0 } chosen ? chosen : null; // null while nobody is sure
        var isKept = category == set.Text("formerCategory");
        string?[] changed = [severity, category is null || isKept ? null : ErrorTexts.FactCategory];
        string?[] unchanged =
        [
            severity is null ? ErrorTexts.FactSeverity : null, category is not null && isKept ? ErrorTexts.FactCategory : null,
        ];
        return ([.. changed.OfType<string>()], [.. unchanged.OfType<string>()]);
    }

    private static string? Reason(HistoryEvent happened)
    {
        if (happened.Data is not { } data) return null;
        using var kept = JsonDocument.Parse(data);
        return kept.RootElement.Text("reason");
    }
}
