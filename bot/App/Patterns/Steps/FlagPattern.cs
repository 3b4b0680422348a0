using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>
/// <em>Flag it</em>: somebody says in a sentence what is wrong with it; its owner hears it, and two open flags challenge it.
/// </summary>
internal static class FlagPattern
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<FlagWords>("flag-pattern", PatternStep.Flag, Form, Take);

    /// <summary>What is wrong with it.</summary>
    public static Form<FlagWords> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.FlagHeading, number), [
            .. PatternDialogs.Top(PatternTexts.FlagHeading, number, shown),
            PatternDialogs.Words(nameof(FlagWords.Words), PatternTexts.FlagLabel) with { Placeholder = PatternTexts.FlagHint },
        ]),
        flag => Problems.None.WhenTooLong(nameof(FlagWords.Words), flag.Words))
    {
        Submit = PatternTexts.FlagIt,
        MainInput = nameof(FlagWords.Words),
    };

    /// <summary>Flags it for the one who acts; gives why not, or null.</summary>
    public static string? Take(IServiceProvider services, long number, FlagWords flag, RequestOrigin origin)
    {
        var (change, session) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<Session>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Flag);
        if (pattern is null) return refusal;
        var who = change.Actor.FindOrKeep()!.Value;
        PatternFlags.Set(session, pattern, who, flag.Words.Trim(), change.Actor.Now);
        change.Take(number, PatternStep.Flag, origin, isQuiet: true);
        change.Tell(
            pattern.Owner, pattern, () => Wording.Say(PatternTexts.FlagTold, change.Actor.Name, pattern.Label, flag.Words.Trim()));
        if (PatternFlags.Open(session, number).Count >= PatternFlags.Challenging)
        {
            change.TakeByEvidence(number, PatternStep.Challenge, PatternTexts.ChallengedByFlags);
        }

        return null;
    }
}

/// <summary>What is wrong with a pattern.</summary>
internal sealed record FlagWords(string Words);
