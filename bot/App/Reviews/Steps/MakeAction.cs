using Improvement.Bot.Actions;
using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>Makes an action of what is to be changed; a lead approves it.</summary>
internal static class MakeAction
{
    /// <summary>The dialog behind the button; it is given the id of the part of whoever answered.</summary>
    public static readonly DialogDefinition Dialog = new(
        "review-action", Conduct, ReviewsJson.Default, () => Card(ReviewTexts.ActionHint, Text(ReviewTexts.ActionHint)));

    /// <summary>What is to be done, in a line.</summary>
    public static Form<NewActionWords> Form(FollowForm shown) => new(
        Card(
            ReviewTexts.ActionHeading,
            Heading(ReviewTexts.ActionHeading),
            shown.Words is "" ? null : Text(shown.Words),
            Hint(ReviewTexts.ActionHint),
            Line(nameof(NewActionWords.Title), ReviewTexts.ActionTitle) with
            {
                IsRequired = true, ErrorMessage = ReviewTexts.TitleMissing,
                Value = shown.Words is "" ? null : ShortText.Cut(ShortText.OnOneLine(shown.Words), ActionItems.LongestTitle),
            },
            Line(nameof(NewActionWords.DefinitionOfDone), ReviewTexts.ActionDone)),
        asked => new(
        [
            .. ReviewDesk.TooLong(nameof(NewActionWords.Title), asked.Title, ActionItems.LongestTitle).All,
            .. ReviewDesk.TooLong(nameof(NewActionWords.DefinitionOfDone), asked.DefinitionOfDone, ActionItems.LongestText).All,
        ]))
    {
        Submit = ReviewTexts.ActionIt,
        MainInput = nameof(NewActionWords.Title),
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var part = dialog.Given<RecordNumber>()?.Number ?? 0; // nobody's
        var found = await dialog.Look("present", (ReviewFollow follow, CancellationToken _) =>
            new ValueTask<ChangeResult<FollowForm>>(new ChangeResult<FollowForm>(part, follow.Find(part, ReviewQuestion.Change).Refusal)));
        if (found.Refusal is { } refusal) return ReviewDesk.Refused(refusal);

        var shown = await dialog.LookAnew("shown", (ReviewFollow follow, CancellationToken _) =>
            new ValueTask<FollowForm>(new FollowForm(follow.Find(part, ReviewQuestion.Change).Words)));
        var asked = await dialog.Ask("action", () => Form(shown));
        var made = await dialog.Do("made", (ReviewFollow follow, CancellationToken _) =>
            new ValueTask<ChangeResult<FollowForm>>(follow.MakeAction(part, asked, new(dialog.Id, dialog.ShownAt))));
        return made.Refusal is { } late
            ? ReviewDesk.Refused(late)
            : Ending.Showing(ActionKind.Definition.Subject(made.Number), ActionViews.Own);
    }
}

/// <summary>What is to be done, and how it is known to be done.</summary>
internal sealed record NewActionWords(string Title, string? DefinitionOfDone = null);
