using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>A fix that is in place for a similar error, which can be proposed again.</summary>
/// <param name="Label">Such as <c>FIX-12</c>.</param>
internal sealed record KnownFix(long Number, string Label, string What, string Error);

/// <summary>The fixes of similar errors, for <em>Same as FIX-12</em>: fixes that are joined that way are one kind.</summary>
internal sealed class KnownFixes(Session session, Reporter reporter, SimilarErrors similar)
{
    /// <summary>Those that are offered for an error, at most as many as there are similar errors.</summary>
    public async ValueTask<KnownFix[]> For(ErrorRecord error, CancellationToken ct)
    {
        var alike = await similar.To(error.Story, ct, except: error.Number);
        return [.. alike.Select(report => Find(report.Number)).OfType<Fix>().Select(fix =>
            new KnownFix(fix.Number, fix.Label, fix.Content.What, ErrorKind.Labels.Of(fix.Error)))];
    }

    /// <summary>What a proposal says that is the same as a known one; null where that is gone, or not for the person who acts.</summary>
    public FixContent? ContentOf(long fix) =>
        FixRows.Find(session, fix) is { } known && Find(known.Error)?.Number == fix ? known.Content with { SameAs = known.Kind } : null;

    private Fix? Find(long error) =>
        ErrorRows.FindAny(session, error) is { State: ErrorState.Implemented or ErrorState.Closed } over
            && reporter.AccessTo(over) is AccessLevel.Everything
            && FixRows.OfError(session, error) is { BegunAt: not null } fix
            ? fix
            : null;
}
