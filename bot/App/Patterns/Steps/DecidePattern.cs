using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>The two decisions that need a reason: <em>It stands</em>, of one that was challenged, and <em>Retire</em>.</summary>
internal static class DecidePattern
{
    /// <summary>The dialog behind <em>It stands</em>.</summary>
    public static readonly DialogDefinition Uphold =
        PatternDialogs.For<WhyUpheld>("uphold-pattern", PatternStep.Uphold, UpholdForm, TakeUphold);

    /// <summary>The dialog behind <em>Retire</em>.</summary>
    public static readonly DialogDefinition Retire =
        PatternDialogs.For<WhyRetired>("retire-pattern", PatternStep.Retire, RetireForm, TakeRetire);

    /// <summary>Why it stands.</summary>
    public static Form<WhyUpheld> UpholdForm(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.UpholdHeading, number), [
            .. PatternDialogs.Top(PatternTexts.UpholdHeading, number, shown),
            Hint(PatternTexts.UpholdHint),
            PatternDialogs.Words(nameof(WhyUpheld.Reason), PatternTexts.UpholdLabel),
        ]),
        why => Problems.None.WhenTooLong(nameof(WhyUpheld.Reason), why.Reason))
    {
        Submit = PatternTexts.UpholdIt,
        MainInput = nameof(WhyUpheld.Reason),
    };

    /// <summary>Why it is not offered any more.</summary>
    public static Form<WhyRetired> RetireForm(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.RetireHeading, number), [
            .. PatternDialogs.Top(PatternTexts.RetireHeading, number, shown),
            PatternDialogs.Words(nameof(WhyRetired.Reason), PatternTexts.RetireLabel),
        ]),
        why => Problems.None.WhenTooLong(nameof(WhyRetired.Reason), why.Reason))
    {
        Submit = PatternTexts.RetireIt,
        MainInput = nameof(WhyRetired.Reason),
    };

    private static string? TakeUphold(IServiceProvider services, long number, WhyUpheld why, RequestOrigin origin)
    {
        var (change, session) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<Session>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Uphold);
        if (pattern is null) return refusal;
        foreach (var flag in PatternFlags.Open(session, number))
        {
            PatternFlags.Answer(session, flag.Id, why.Reason.Trim(), change.Actor.FindOrKeep()!.Value, change.Actor.Now);
            change.Tell(
                flag.Person, pattern, () => Wording.Say(PatternTexts.FlagAnswered, change.Actor.Name, pattern.Label, why.Reason.Trim()));
        }

        return change.Take(number, PatternStep.Uphold, origin, each => each with
        {
            StateBefore = null, ReviewDueAt = change.Actor.Now.AddDays(PatternTimes.DaysToReview),
        }, why.Reason.Trim());
    }

    private static string? TakeRetire(IServiceProvider services, long number, WhyRetired why, RequestOrigin origin) =>
        services.GetRequiredService<PatternChange>().Take(
            number, PatternStep.Retire, origin, each => each with { EndedBecause = why.Reason.Trim() }, why.Reason.Trim());
}

/// <summary>Why a pattern stands that was challenged.</summary>
internal sealed record WhyUpheld(string Reason);

/// <summary>Why a pattern is not offered any more.</summary>
internal sealed record WhyRetired(string Reason);
