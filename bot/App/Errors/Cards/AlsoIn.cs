using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// Which other errors have the same cause, on the causes of an error: those alone that their reader may see whole. Of the others nothing is
/// said, not even that there are any.
/// </summary>
internal static class AlsoIn
{
    /// <summary>Errors at a cause at most.</summary>
    private const int MostShown = 5;

    /// <summary>The causes of an error for the person whose turn it is; null where there are none.</summary>
    public static Analysis? Of(IServiceProvider services, long error) =>
        Of(services.GetRequiredService<Session>(), services.GetRequiredService<Reporter>(), error);

    /// <inheritdoc cref="Of(IServiceProvider, long)"/>
    public static Analysis? Of(Session session, Reporter reporter, long error) =>
        With(session, error, other => reporter.AccessTo(other) is AccessLevel.Everything);

    /// <summary>The causes of an error for whoever reads a view of it; null where there are none.</summary>
    public static Analysis? For(RecordLook<ErrorRecord> look) => With(
        look.Services.GetRequiredService<Session>(), look.Record.Number, RelatedErrors.SeenBy(look));

    private static Analysis? With(Session session, long error, Func<ErrorRecord, bool> isSeen)
    {
        if (AnalysisRows.OfError(session, error) is not { } analysis) return null;
        var sharing = SharedCauseRows.ErrorsSharing(session, analysis);
        if (sharing.Count is 0) return analysis;
        var seen = sharing.SelectMany(each => each).Distinct()
            .Select(number => ErrorRows.FindAny(session, number)).OfType<ErrorRecord>().Where(isSeen)
            .ToDictionary(other => other.Number, other => other.Label);
        return analysis with { Causes = [.. analysis.Causes.Select(Labelled)] };

        Cause Labelled(Cause cause) => cause.Shared is not { } shared ? cause : cause with
        {
            AlsoIn = [.. sharing[shared].Where(seen.ContainsKey).Take(MostShown).Select(number => seen[number])],
        };
    }
}
