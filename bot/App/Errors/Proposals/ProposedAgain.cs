using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Errors;

/// <summary>
/// Proposes again what a form had proposed and nobody touched, once the story is another one. A form carries what it proposed in hidden inputs; where a value is still that,
/// the words as they are now decide. A higher severity is shown once before it is taken, by <see cref="Report.IsRaised"/>.
/// </summary>
internal static class ProposedAgain
{
    /// <summary>The values of a form that reports.</summary>
    public static Values OfReport(Values values) => Of(values, mayLower: true);

    /// <summary>The values of a form that edits: what was filed is never lowered by the way.</summary>
    public static Values OfEdit(Values values) => Of(values, mayLower: false);

    private static Values Of(Values values, bool mayLower)
    {
        if (values[nameof(Report.Story)] is not { } story || Story.IsBlank(story)) return values;
        return WithCategory(WithSeverity(values, SeverityRules.Propose(story).Value, mayLower), KindRules.Propose(story).Value ?? "");
    }

    private static Values WithSeverity(Values values, Severity now, bool mayLower)
    {
        if (IsTouched(values, nameof(Report.Severity), nameof(Report.ProposedSeverity))) return values;
        var before = Enum.TryParse<Severity>(values[nameof(Report.ProposedSeverity)], out var shown) ? shown : (Severity?)null;
        if (before == now || (now < before && !mayLower)) return values;
        var renewed = values.With(nameof(Report.Severity), now.ToString()).With(nameof(Report.ProposedSeverity), now.ToString());
        return now > before ? renewed.With(nameof(Report.IsRaised), "true") : renewed;
    }

    private static Values WithCategory(Values values, string now) => IsTouched(values, nameof(Report.Category), nameof(Report.ProposedCategory))
        ? values
        : values.With(nameof(Report.Category), now).With(nameof(Report.ProposedCategory), now);

    /// <summary>Also where a form says nothing of what it proposed: an older one, or a client that leaves hidden inputs out.</summary>
    private static bool IsTouched(Values values, string input, string proposed) => values[proposed] is not { } shown || values[input] != shown;
}
