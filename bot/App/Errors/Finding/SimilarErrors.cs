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
    public ValueTask<SimilarReport[]> To(string story, CancellationToken ct, long? except = null)
    {
        var asked = Fingerprint.Of(ProposedTitle.From(story), story);
        var alike = index.LikeThis([.. reporter.SimilarityScopes().Distinct()], asked, Candidates)
            .Where(each => each.Likeness >= LookUp.ShownFrom && each.Report != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Report);

        var shown = new List<SimilarReport>();
        foreach (var each in alike)
        {
            if (ErrorRows.FindAny(session, each.Report) is { State: not ErrorState.Withdrawn } error && reporter.SightOf(error) is var sight and not Sight.Nothing)
                shown.Add(sight is Sight.Everything ? new(error.Number, error.Title, error.CreatedAt, error.Reports) : new(error.Number, error.Title));
            if (shown.Count == SimilarReports.AtMost) break;
        }

        return new([.. shown]);
    }
}
