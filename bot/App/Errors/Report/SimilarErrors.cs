using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Report;

/// <summary>Finds the reports that a person who is reporting may want to join, as far as that person may know of them.</summary>
internal sealed class SimilarErrors(Session session, Actor actor, Reporter reporter, SimilarityIndex index)
{
    /// <summary>How many candidates are looked at for those that may be shown.</summary>
    private const int Candidates = 24;

    /// <summary>What was looked at in this turn: those that are found are mostly shown at once.</summary>
    private readonly Dictionary<long, SimilarReport?> _seen = [];

    /// <summary>
    /// The reports most like a story, at most <see cref="SimilarReports.AtMost"/>; nothing below the likeness that is worth showing.
    /// </summary>
    /// <param name="except">The report that the story is of.</param>
    public async ValueTask<SimilarReport[]> To(string story, CancellationToken ct, long? except = null) =>
        await Shown(await NumbersTo(story, ct, except), ct);

    /// <summary>Their numbers, for what outlasts the moment: what may be shown of them is asked whenever it is shown.</summary>
    /// <param name="except">The report that the story is of.</param>
    public ValueTask<long[]> NumbersTo(string story, CancellationToken ct, long? except = null)
    {
        var asked = Fingerprint.Of(ProposedTitle.From(story), story);
        var alike = index.LikeThis(ErrorKind.Definition, [.. reporter.SimilarityScopes().Distinct()], asked, Candidates)
            .Where(each => each.Likeness >= LookUp.ShownFrom && each.Record != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record);

        ct.ThrowIfCancellationRequested();
        return new([.. Seen(alike.Select(each => each.Record)).Take(SimilarReports.AtMost).Select(each => each.Number)]);
    }

    /// <summary>
    /// What the person may see at this moment of reports that were found earlier; those that they may no longer see are left out.
    /// </summary>
    public ValueTask<SimilarReport[]> Shown(IEnumerable<long> numbers, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new([.. Seen(numbers)]);
    }

    private IEnumerable<SimilarReport> Seen(IEnumerable<long> numbers) => numbers.Select(Seen).OfType<SimilarReport>();

    private SimilarReport? Seen(long number)
    {
        if (!_seen.TryGetValue(number, out var seen)) _seen[number] = seen = Look(number);
        return seen;
    }

    private SimilarReport? Look(long number)
    {
        var viewer = actor.Principal;
        using var row = session.Statements.Read(
            $"""
            SELECT e.title, e.created_at,
                1 + (SELECT COUNT(DISTINCT w.person) FROM witnesses w WHERE w.error = e.id AND w.person <> e.reporter),
                {ErrorKind.Access.FactColumns(viewer)}
            FROM errors e WHERE e.id = {number} AND e.state <> 'Withdrawn'
            """);
        return !row.Read() ? null : ErrorKind.Access.Of(viewer, Access.ReadFacts(row, 3)) switch
        {
            AccessLevel.Nothing => null,
            AccessLevel.Everything => new(number, row.GetString(0), row.Moment(1), row.GetInt32(2)),
            _ => new(number, row.GetString(0)),
        };
    }
}
