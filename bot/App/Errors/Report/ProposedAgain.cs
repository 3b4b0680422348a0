using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Errors.Report;

/// <summary>
/// Proposes again what a form had proposed and nobody touched, once the story is another one. A form carries what it proposed in hidden
/// inputs; where a value is still that, the words as they are now decide. A higher severity is shown once before it is taken, by
/// <see cref="ErrorReport.IsRaised"/>.
/// </summary>
internal static class ProposedAgain
{
    /// <summary>The values of a form that reports.</summary>
    public static Values OfReport(Values values) => Of(values, mayLower: true);

    /// <summary>The values of a form that edits: what was filed is never lowered by the way.</summary>
    public static Values OfEdit(Values values) => Of(values, mayLower: false);

    private static Values Of(Values values, bool mayLower)
    {
        if (values[nameof(ErrorReport.Story)] is not { } story || Story.IsBlank(story)) return values;
        return WithCategory(WithSeverity(values, SeverityRules.Propose(story).Value, mayLower), KindRules.Propose(story).Value ?? "");
    }

    private static Values WithSeverity(Values values, Severity now, bool mayLower)
    {
        if (IsTouched(values, nameof(ErrorReport.Severity), nameof(ErrorReport.ProposedSeverity))) return values;
        var before = Enum.TryParse<Severity>(values[nameof(ErrorReport.ProposedSeverity)], out var shown) ? shown : (Severity?)null;
        if (before == now || (now < before && !mayLower)) return values;
        var renewed = values.With(nameof(ErrorReport.Severity), now.ToString()).With(nameof(ErrorReport.ProposedSeverity), now.ToString());
        return now > before ? renewed.With(nameof(ErrorReport.IsRaised), "true") : renewed;
    }

    private static Values WithCategory(Values values, string now) =>
        IsTouched(values, nameof(ErrorReport.Category), nameof(ErrorReport.ProposedCategory))
        ? values
        : values.With(nameof(ErrorReport.Category), now).With(nameof(ErrorReport.ProposedCategory), now);

    /// <summary>Also where a form says nothing of what it proposed: an older one, or a client that leaves hidden inputs out.</summary>
    private static bool IsTouched(Values values, string input, string proposed) =>
        values[proposed] is not { } shown || values[input] != shown;
}
