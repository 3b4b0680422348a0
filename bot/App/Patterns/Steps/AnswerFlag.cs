using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary><em>Answer the flag</em>: its owner, or who leads, says what became of it; whoever flagged it hears that.</summary>
internal static class AnswerFlag
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog =
        PatternDialogs.For<FlagAnswer>("answer-pattern-flag", PatternStep.AnswerFlag, Form, Take);

    /// <summary>What was said, and what became of it.</summary>
    public static Form<FlagAnswer> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.AnswerFlagHeading, number), [
            .. PatternDialogs.Top(PatternTexts.AnswerFlagHeading, number, shown),
            shown.Flag is { } words ? Group(Text(words)) with { Style = ContainerStyle.Emphasis } : null,
            PatternDialogs.Words(nameof(FlagAnswer.Answer), PatternTexts.AnswerFlagLabel) with
            {
                Placeholder = PatternTexts.AnswerFlagHint,
            },
        ]),
        answer => Problems.None.WhenTooLong(nameof(FlagAnswer.Answer), answer.Answer))
    {
        Submit = PatternTexts.AnswerFlagIt,
        MainInput = nameof(FlagAnswer.Answer),
    };

    private static string? Take(IServiceProvider services, long number, FlagAnswer answer, RequestOrigin origin)
    {
        var (change, session) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<Session>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.AnswerFlag);
        if (pattern is null) return refusal;
        if (PatternFlags.Open(session, number) is not [var oldest, ..]) return PatternTexts.NoOpenFlag;
        PatternFlags.Answer(session, oldest.Id, answer.Answer.Trim(), change.Actor.FindOrKeep()!.Value, change.Actor.Now);
        change.Tell(
            oldest.Person, pattern, () => Wording.Say(PatternTexts.FlagAnswered, change.Actor.Name, pattern.Label, answer.Answer.Trim()));
        // it was allowed while the flag was open, and that it is not any more is what the step brings about
        change.Note(pattern, "flag-answered", origin);
        change.Reschedule(pattern, change.Actor.Now);
        return null;
    }
}

/// <summary>What became of a flag.</summary>
internal sealed record FlagAnswer(string Answer);
