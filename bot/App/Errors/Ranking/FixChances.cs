using Improvement.Bot.Actions;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>
/// The chance that acting on an error works: of the fix that is proposed by its strength; before there is one, that of a fix of medium
/// strength, between the limits of a weak and of a strong one.
/// </summary>
/// <param name="tallies">How often fixes of each strength have worked so far.</param>
internal sealed class FixChances(IReadOnlyDictionary<ActionStrength, SuccessRate> tallies)
{
    private readonly Dictionary<ActionStrength, RankFactor> _known =
        Enum.GetValues<ActionStrength>().ToDictionary(strength => strength, strength => Known(strength, tallies));

    /// <summary>The chance with its limits.</summary>
    /// <param name="fix">The fix that is proposed; null for none.</param>
    public RankFactor Of(ProposedFix? fix) => fix is { } proposed ? _known[proposed.Strength] : Assumed;

    /// <summary>Where the chance comes from, in the language of the moment.</summary>
    public string SourceOf(ProposedFix? fix)
    {
        if (fix is not { } proposed) return RankTexts.NoFix;
        var (worked, all) = tallies.GetValueOrDefault(proposed.Strength) ?? new(0, 0);
        return Wording.Say(
            RankTexts.WorksByStrength, Fix.Labels.Of(proposed.Number), ActionWords.Of(proposed.Strength), worked, all);
    }

    private RankFactor Assumed
    {
        get
        {
            var medium = _known[ActionStrength.Medium];
            return new(
                medium.Mean, Math.Min(_known[ActionStrength.Weak].Lower, medium.Lower),
                Math.Max(_known[ActionStrength.Strong].Upper, medium.Upper));
        }
    }

    private static RankFactor Known(ActionStrength strength, IReadOnlyDictionary<ActionStrength, SuccessRate> tallies)
    {
        var (worked, all) = tallies.GetValueOrDefault(strength) ?? new(0, 0);
        var chance = ChanceItWorks.Of((int)worked, (int)(all - worked), strength switch
        {
            ActionStrength.Strong => WorksPrior.Strong,
            ActionStrength.Medium => WorksPrior.Medium,
            _ => WorksPrior.Weak,
        });
        return new(chance.Mean, chance.Lower, chance.Upper);
    }
}
