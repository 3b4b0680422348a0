using Improvement.Bot.Errors.Clusters;
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
    /// The reports most like a story, at most <see cref="SimilarReports.AtMost"/>; nothing below the likeness that is worth showing. In the
    /// place of a duplicate stands the report that it is the same as; of which somebody said that it is not the same, that is left out.
    /// </summary>
    /// <param name="except">The report that the story is of.</param>
    public async ValueTask<SimilarReport[]> To(string story, CancellationToken ct, long? except = null) =>
        await Shown(await NumbersTo(story, ct, except), ct);

    /// <summary>Their numbers, for what outlasts the moment: what may be shown of them is asked whenever it is shown.</summary>
    /// <param name="except">The report that the story is of.</param>
    /// <param name="retraction">
    /// The retraction of an account of the person's from which the story comes, however they changed it since; null for none.
    /// </param>
    public ValueTask<long[]> NumbersTo(string story, CancellationToken ct, long? except = null, long? retraction = null)
    {
        var asked = Fingerprint.Of(ProposedTitle.From(story), story);
        var alike = index.LikeThis(ErrorKind.Definition, [.. reporter.SimilarityScopes().Distinct()], asked, Candidates)
            .Where(each => each.Likeness >= LookUp.ShownFrom && each.Record != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record);

        ct.ThrowIfCancellationRequested();
        var different = Different(story, except, retraction);
        return new([.. Seen(alike.Select(each => each.Record).Where(record => !different.Contains(record)))
            .Select(each => each.Number)
            .Where(found => found != except && !different.Contains(found))
            .Distinct()
            .Take(SimilarReports.AtMost)]);
    }

    /// <summary>
    /// What the person may see at this moment of reports that were found earlier; those that they may no longer see are left out.
    /// </summary>
    public ValueTask<SimilarReport[]> Shown(IEnumerable<long> numbers, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new([.. Seen(numbers)]);
    }

    /// <summary>What people said of this report, and of this very text, that it is not.</summary>
    private HashSet<long> Different(string story, long? except, long? retraction)
    {
        HashSet<long> different = except is { } number ? [.. ErrorPairs.NotTheSameAs(session, number)] : [];
        List<long> retracted = [.. AccountRetractions.NotToldBy(session, story)];
        if (retraction is { } id && actor.Id is { } me && AccountRetractions.Find(session, id, me) is { } own) retracted.Add(own.Error);
        if (retracted is not []) different.UnionWith(Cluster.TheSameAs(session, retracted));
        return different;
    }

    private IEnumerable<SimilarReport> Seen(IEnumerable<long> numbers) => numbers.Select(Seen).OfType<SimilarReport>();

    private SimilarReport? Seen(long number)
    {
        if (_seen.TryGetValue(number, out var seen)) return seen;
        _seen[number] = null;
        return _seen[number] = Look(number);
    }

    private SimilarReport? Look(long number)
    {
        if (Read(number) is not { } found) return null;
        if (found.DuplicateOf is { } primary) return Seen(primary);
        return ErrorKind.Definition.Withdrawn.Contains(found.State) ? null : found.Report;
    }

    private (string State, long? DuplicateOf, SimilarReport? Report)? Read(long number)
    {
        var viewer = actor.Principal;
        using var row = session.Statements.Read(
            $"""
            SELECT e.title, e.created_at, e.state, e.duplicate_of,
                1 + (SELECT COUNT(DISTINCT w.person) FROM witnesses w WHERE w.error = e.id AND w.person <> e.reporter),
                {ErrorKind.Access.FactColumns(viewer)}
            FROM errors e WHERE e.id = {number}
            """);
        if (!row.Read()) return null;
        SimilarReport? report = ErrorKind.Access.Of(viewer, Access.ReadFacts(row, 5)) switch
        {
            AccessLevel.Nothing => null,
            AccessLevel.Everything => new(number, row.GetString(0), row.Moment(1), row.GetInt32(4)),
            _ => new(number, row.GetString(0)),
        };
        return (row.GetString(2), row.NumberOrNull(3), report);
    }
}
