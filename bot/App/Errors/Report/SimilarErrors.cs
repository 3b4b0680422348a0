using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Report;

/// <summary>Finds the reports that a person who is reporting may want to join, as far as that person may know of them.</summary>
internal sealed class SimilarErrors(Session session, Actor actor, Reporter reporter, SimilarityIndex index, Advice advice)
{
    /// <summary>How many candidates are looked at for those that may be shown.</summary>
    private const int Candidates = 24;

    /// <summary>What was looked at in this turn: those that are found are mostly shown at once.</summary>
    private readonly Dictionary<long, SimilarReport?> _seen = [];
    private readonly Dictionary<long, Found?> _read = [];
    private (string Story, Asked Asked)? _asked;

    /// <summary>The teams to choose from; with them is read what <see cref="NumbersTo"/> begins with.</summary>
    /// <param name="story">Empty where nothing is going to be looked for.</param>
    public ValueTask<TeamChoice[]> Teams(string story, CancellationToken ct)
    {
        if (story is not "")
        {
            _asked = (story, Ask(story));
            advice.AskAhead();
        }

        return reporter.Teams(ct);
    }

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
        var known = _asked is { } ahead && ahead.Story == story ? ahead.Asked : Ask(story);
        _asked = null;
        var alike = index.LikeThis(known.Index, [.. reporter.SimilarityScopes(known.Teams.Value).Distinct()], asked, Candidates)
            .Where(each => each.IsShown && each.Record != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record);

        ct.ThrowIfCancellationRequested();
        var different = Different(known.Retracted.Value, except, retraction);
        long[] candidates = [.. alike.Select(each => each.Record).Where(record => !different.Contains(record))];
        ReadAhead(candidates.Take(SimilarReports.AtMost));
        return new([.. Seen(candidates)
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
        long[] all = [.. numbers];
        ReadAhead(all);
        return new([.. Seen(all)]);
    }

    private Asked Ask(string story) => new(
        reporter.AskForAllTeams(), index.Ask(ErrorKind.Definition), AccountRetractions.AskNotToldBy(session, story));

    /// <summary>What people said of this report, and of this very text, that it is not.</summary>
    /// <param name="toldOf">Of which somebody took back an account with this text.</param>
    private HashSet<long> Different(List<long> toldOf, long? except, long? retraction)
    {
        HashSet<long> different = except is { } number ? [.. ErrorPairs.NotTheSameAs(session, number)] : [];
        List<long> retracted = [.. toldOf];
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

    private Found? Read(long number)
    {
        ReadAhead([number]);
        return _read[number];
    }

    /// <summary>Reads several at once, of those that were not read yet.</summary>
    private void ReadAhead(IEnumerable<long> numbers)
    {
        long[] unread = [.. numbers.Where(number => _read.TryAdd(number, null))];
        if (unread is []) return;
        var viewer = actor.Principal;
        using var row = session.Statements.Read(
            $"""
            SELECT e.id, e.title, e.created_at, e.state, e.duplicate_of,
                1 + (SELECT COUNT(DISTINCT w.person) FROM witnesses w WHERE w.error = e.id AND w.person <> e.reporter),
                {ErrorKind.Access.FactColumns(viewer)}
            FROM errors e WHERE e.id IN {unread}
            """);
        while (row.Read())
        {
            var number = row.GetInt64(0);
            SimilarReport? report = ErrorKind.Access.Of(viewer, Access.ReadFacts(row, 6)) switch
            {
                AccessLevel.Nothing => null,
                AccessLevel.Everything => new(number, row.GetString(1), row.Moment(2), row.GetInt32(5)),
                _ => new(number, row.GetString(1)),
            };
            _read[number] = new(row.GetString(3), row.NumberOrNull(4), report);
        }
    }

    /// <summary>A report that was read, and what the person may see of it; null for nothing.</summary>
    private sealed record Found(string State, long? DuplicateOf, SimilarReport? Report);

    /// <summary>What the search for similar reports begins with.</summary>
    private sealed record Asked(Answer<List<Team>> Teams, IndexQuestion Index, Answer<List<long>> Retracted);
}
