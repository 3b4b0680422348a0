using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>
/// The appreciative follow-up: five questions to whoever is named, in their own words, none of which needs an answer; and the press by
/// which they take their name off.
/// </summary>
internal static class FollowUp
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.ForNamed<FollowUpWords>("pattern-follow-up", Form, Take);

    /// <summary>The five questions, with what was answered before.</summary>
    public static Form<FollowUpWords> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.FollowUpHeading, number), [
            .. PatternDialogs.Top(PatternTexts.FollowUpHeading, number, shown),
            Hint(PatternTexts.FollowUpHint),
            .. Enum.GetValues<FollowUpQuestion>().Select(question => Paragraph(question.ToString(), PatternWords.Of(question)) with
            {
                Value = shown.Answers.FirstOrDefault(answer => answer.Question == question)?.Words,
            }),
        ]),
        Check)
    {
        Submit = PatternTexts.FollowUpIt,
    };

    /// <summary>Takes the name of whoever presses off.</summary>
    public static ValueTask Decline(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole(PatternKind.Name) ?? 0; // no record has it
        turn.Write(writer =>
        {
            if (turn.Services.GetRequiredService<PatternNaming>().Decline(number) is { } refusal) PressAnswer.Tell(turn, refusal);
            else if (PatternRows.Find(turn.Services.GetRequiredService<Storage.Session>(), number) is { } pattern)
            {
                PressAnswer.Show(turn, writer, NamedCards.Declined(pattern), toStay: false);
            }

            return default;
        });
        return default;
    }

    private static Problems Check(FollowUpWords words) => Enum.GetValues<FollowUpQuestion>().Aggregate(
        Problems.None.When(
            Enum.GetValues<FollowUpQuestion>().All(question => string.IsNullOrWhiteSpace(words.Of(question))),
            nameof(FollowUpQuestion.Helped), PatternTexts.OneAnswer),
        (problems, question) => problems.WhenTooLong(question.ToString(), words.Of(question)));

    private static string? Take(IServiceProvider services, long number, FollowUpWords words, RequestOrigin origin) =>
        services.GetRequiredService<PatternNaming>().Answer(
            number,
            [
                .. Enum.GetValues<FollowUpQuestion>().Where(question => !string.IsNullOrWhiteSpace(words.Of(question)))
                    .Select(question => new FollowUpAnswer(question, words.Of(question)!.Trim())),
            ],
            origin);
}

/// <summary>What somebody answered; the properties are the questions.</summary>
internal sealed record FollowUpWords(
    string? Helped = null, string? Hard = null, string? Needed = null, string? Keep = null, string? Elsewhere = null)
{
    /// <summary>The answer to a question.</summary>
    public string? Of(FollowUpQuestion question) => question switch
    {
        FollowUpQuestion.Helped => Helped,
        FollowUpQuestion.Hard => Hard,
        FollowUpQuestion.Needed => Needed,
        FollowUpQuestion.Keep => Keep,
        _ => Elsewhere,
    };
}
