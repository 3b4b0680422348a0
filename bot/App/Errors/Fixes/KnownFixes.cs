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
        return [.. alike.Select(report => Find(report.Number, error)).OfType<Fix>().Select(fix =>
            new KnownFix(fix.Number, fix.Label, fix.Content.What, ErrorKind.Labels.Of(fix.Error)))];
    }

    /// <summary>
    /// What a proposal for an error says that is the same as a known one; null where that is gone, not for the person who acts, or says
    /// less than the severity of the error asks for.
    /// </summary>
    public FixContent? ContentOf(long fix, ErrorRecord error) =>
        FixRows.Find(session, fix) is { } known && Find(known.Error, error)?.Number == fix
            ? known.Content with { SameAs = known.Kind }
            : null;

    private Fix? Find(long similar, ErrorRecord error) =>
        ErrorRows.FindAny(session, similar) is { State: ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed } over
            && reporter.AccessTo(over) is AccessLevel.Everything
            && FixRows.OfError(session, similar) is { State: FixState.Approved, BegunAt: not null } fix
            && !ProposeFix.Check(fix.Content, error.Severity).Any
            ? fix
            : null;
}
