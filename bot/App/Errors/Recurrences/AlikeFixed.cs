using System.Globalization;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Recurrences;

/// <summary>A fixed error of which a report seems to be another occurrence, without anybody's word.</summary>
/// <param name="Number">The error; no duplicate.</param>
/// <param name="Share">How much of its text the report has in common with it, from <see cref="RecurrenceRule.SameFrom"/> to 1.</param>
internal sealed record AlikeFixed(long Number, double Share)
{
    private const string KeyBegin = "alike-";

    /// <summary>The key under which the report of a number is judged as an occurrence.</summary>
    public static string KeyOf(long report) => KeyBegin + report.ToString(CultureInfo.InvariantCulture);

    /// <summary>The report that a key stands for; null for the key of another occurrence.</summary>
    public static long? ReportOf(string key) =>
        key.StartsWith(KeyBegin, StringComparison.Ordinal)
            && long.TryParse(key.AsSpan(KeyBegin.Length), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>
/// Looks for the fixed error that a report is another occurrence of: of the same team, about the same object by name, and so alike that
/// nobody has to say so. Restricted errors are never found, and for a restricted report none is, so that none tells of the other.
/// </summary>
internal sealed class AlikeFixedSearch(Session session, Reporter reporter, SimilarityIndex index)
{
    private const int Candidates = 12;

    /// <summary>
    /// The likeness below which a text has too few telling words to be taken for the same: "It crashed again" has 0.26 with itself, "The
    /// pump stopped and the alarm did not ring" 0.33.
    /// </summary>
    private const double EnoughWords = 0.36;

    /// <summary>
    /// Whether two texts are the same but for a few words. Of 2,437 reports of a bug tracker that were no duplicates 30 have the text
    /// of another, so that the text alone never says so: the object must be the same as well.
    /// </summary>
    public static bool IsTheSameText(Similar alike) => alike.Share >= RecurrenceRule.SameFrom && alike.Likeness >= EnoughWords;

    /// <summary>The error; null for none. Outside a commit, as what is not committed is not compared.</summary>
    /// <param name="report">What was reported, with its object.</param>
    /// <param name="team">The team that it is reported to; null for that of the reporter.</param>
    public AlikeFixed? For(ErrorDetails report, string story, string? title, TeamId? team, bool restricted)
    {
        if (restricted || string.IsNullOrWhiteSpace(report.ObjectName) || report.Object is null) return null;
        if (reporter.TeamFor(team)?.Id is not { } scope) return null;
        var asked = Fingerprint.Of(string.IsNullOrWhiteSpace(title) ? ProposedTitle.From(story) : title, story);
        var alike = index.LikeThis(ErrorKind.Definition, [scope.Value], asked, Candidates)
            .Where(IsTheSameText)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record)
            .ToList();
        var different = Different(story, alike);
        return alike.Select(each => Fixed(each, report, scope, different)).FirstOrDefault(found => found is not null);
    }

    /// <summary>What people said that this very text is not about, and that what is as alike is not the same as.</summary>
    private HashSet<long> Different(string story, IEnumerable<Similar> alike) =>
    [
        .. AccountRetractions.NotToldBy(session, story),
        .. alike.SelectMany(each => ErrorPairs.NotTheSameAs(session, each.Record)),
    ];

    private AlikeFixed? Fixed(Similar alike, ErrorDetails report, TeamId team, HashSet<long> different)
    {
        var number = Cluster.Above(session, alike.Record) is [.., var primary] ? primary : alike.Record;
        if (different.Contains(number)) return null;
        return ErrorRows.FindAny(session, number) is { Restricted: false } error && error.Team == team
            && error.State is ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed && IsSameObject(error, report)
            ? new(number, alike.Share)
            : null;
    }

    // By name, as people write it.
    private static bool IsSameObject(ErrorDetails one, ErrorDetails other) =>
        one.Object == other.Object
            && string.Equals(
                ShortText.OnOneLine(one.ObjectName ?? ""), ShortText.OnOneLine(other.ObjectName ?? ""), StringComparison.OrdinalIgnoreCase);
}
