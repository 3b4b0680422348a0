using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Finds the reports that a person who is reporting may want to join, as far as that person may know of them.</summary>
internal sealed class SimilarErrors(Session session, Reporter reporter, SimilarityIndex index)
{
    /// <summary>How many candidates are looked at for those that may be shown.</summary>
    private const int Candidates = 24;

    /// <summary>The reports most like a story, at most <see cref="SimilarReports.AtMost"/>; nothing below the likeness that is worth showing.</summary>
    /// <param name="except">The report that the story is of.</param>
    public async ValueTask<SimilarReport[]> To(string story, CancellationToken ct, long? except = null) => await Shown(await NumbersTo(story, ct, except), ct);

    /// <summary>Their numbers, for what outlasts the moment: what may be shown of them is asked whenever it is shown.</summary>
    /// <param name="except">The report that the story is of.</param>
    public ValueTask<long[]> NumbersTo(string story, CancellationToken ct, long? except = null)
    {
        var asked = Fingerprint.Of(ProposedTitle.From(story), story);
        var alike = index.LikeThis([.. reporter.SimilarityScopes().Distinct()], asked, Candidates)
            .Where(each => each.Likeness >= LookUp.ShownFrom && each.Report != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Report);

        return new([.. alike.Where(each => Shown(each.Report) is not null).Take(SimilarReports.AtMost).Select(each => each.Report)]);
    }

    /// <summary>What the person may see at this moment of reports that were found earlier; those that they may no longer see are left out.</summary>
    public ValueTask<SimilarReport[]> Shown(IEnumerable<long> numbers, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new([.. numbers.Select(Shown).OfType<SimilarReport>()]);
    }

    private SimilarReport? Shown(long number) => ErrorRows.FindAny(session, number) is not { State: not ErrorState.Withdrawn } error ? null : reporter.SightOf(error) switch
    {
        Sight.Nothing => null,
        Sight.Everything => new(error.Number, error.Title, error.CreatedAt, error.Reports),
        _ => new(error.Number, error.Title),
    };
}
