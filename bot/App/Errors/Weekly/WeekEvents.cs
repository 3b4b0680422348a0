using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// What happened to errors in a week, as far as it is told: of each error what happened last, so that nothing told was undone.
/// </summary>
internal static class WeekEvents
{
    /// <summary>The verdict of the bot was confirmed.</summary>
    private const string Confirmed = "verdict-confirmed";

    private const string Accepted = "accepted", RuledOut = "ruled-out", Deferred = "deferred", RiskAccepted = "risk-accepted";

    private const string Corrected = "corrected", Implemented = "implemented";

    /// <summary>What was decided and fixed, in the order of the life.</summary>
    public static readonly string[] Changes =
    [
        Accepted, RuledOut, "objected", "contained", Corrected, "reopened", "recurred", Deferred, RiskAccepted, "woken", "fix-approved",
        "fix-begun-unapproved", "fix-rejected", "fix-changes-requested", "fix-returned", "fix-approval-taken-back", "fix-approval-expired",
        Implemented, "not-implemented",
    ];

    /// <summary>What was proven.</summary>
    public static readonly string[] Verdicts = [Confirmed, WatchRows.Called];

    /// <summary>What is the outcome of a report for those who reported it.</summary>
    public static readonly string[] Outcomes = [RuledOut, Corrected, Implemented, .. Verdicts];

    /// <summary>What fixed something, or may have.</summary>
    public static readonly string[] Fixed = [Corrected, Implemented, .. Verdicts];

    // what undoes one of them is told of none of them
    private static readonly string[] All = [.. Changes, .. Verdicts, "recurrence-undone"];

    /// <summary>
    /// Joins each error <c>e</c> that is told of with what happened last to it, <c>r</c>: by an index of the team's week, whatever the team
    /// and others did before.
    /// </summary>
    public static Sql LastOfEach(WeeklyScope scope) => Sql.Of($"""
        (SELECT MAX(h.id) AS id FROM record_events h
            WHERE {Week(scope)} AND h.record_kind = {ErrorKind.Name} AND h.what IN {All} GROUP BY h.record_id) newest
        JOIN record_events r ON r.id = newest.id JOIN errors e ON e.id = r.record_id
        """);

    // internal, so that a test sees by which index it is read
    /// <summary>What happened to records of the team in the week; the words are those of its index.</summary>
    internal static Sql Week(WeeklyScope scope) => Sql.Of($"""
        h.team = {scope.Query.Team.Id.Value} AND h.at >= {scope.Query.From} AND h.at < {scope.Query.To}
            AND h.what <> 'filed' AND h.what <> 'imported'
        """);

    /// <summary>A change in words.</summary>
    /// <param name="owner">Who owns the error; null for nobody.</param>
    /// <param name="why">Why it was ruled out, by name.</param>
    /// <param name="review">When it is looked at again.</param>
    public static string Words(string what, string? owner, string? why, DateOnly? review) => what switch
    {
        Accepted when owner is not null => Say(WeeklyTexts.AcceptedBy, owner),
        RuledOut when why is not null => Say(WeeklyTexts.RuledOutBecause, ErrorWords.Of(Enum.Parse<RuledOutReason>(why))),
        Deferred or RiskAccepted when review is { } day => Say(Word($"{what}-until"), PlainDay(day)),
        _ => Word(what),
    };

    /// <summary>What a verdict says, as far as a sentence goes.</summary>
    /// <param name="isCalled">Whether a person said it instead of the counts, whose figures are not those of the verdict then.</param>
    public static string Words(FixVerdict verdict, bool isCalled)
    {
        var words = VerdictWords.Of(isCalled ? new(verdict.Verdict) : verdict);
        var end = words.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? words : words[..(end + 1)];
    }

    private static string Word(string what) => WeeklyTexts.ResourceManager.GetString($"Change.{what}")
        ?? throw new InvalidOperationException($"WeeklyTexts.resx has no words for “{what}”.");
}
