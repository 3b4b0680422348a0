using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>
/// The conversation behind <c>/review</c>, and behind <em>Look back together</em>: what it is about, who takes part, until when.
/// </summary>
internal static class BeginReview
{
    /// <summary>Name of the dialog and of its command.</summary>
    public const string Name = "review";

    /// <summary>People besides whoever begins it at most: all answers stand on one card.</summary>
    private const int MostOthers = 11;

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        Name, Conduct, ReviewsJson.Default, () => Card(ReviewTexts.BeginHelp, Text(ReviewTexts.BeginHelp)));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(string words) => words.Length is 0 ? null : Given(new ReviewWish(words));

    /// <summary>The press on another record, below its card.</summary>
    public static ValueTask FromRecord(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, Dialog, Given(WishIn(turn.PressData)), ct);

    private static ReviewWish WishIn(JsonElement data) => new()
    {
        AboutKind = data.Text(ReviewButtons.AboutKind),
        About = data.Whole(ReviewButtons.AboutNumber),
        Team = data.Whole(ReviewButtons.Team),
    };

    /// <summary>The question for somebody who is in several teams.</summary>
    public static Form<WhichTeam> TeamForm(ReviewPresent shown) => new(Card(
        ReviewTexts.BeginHeading,
        Heading(ReviewTexts.BeginHeading),
        Pick(
            nameof(WhichTeam.Team), ReviewTexts.WhichTeam,
            shown.Teams.Select(team => (team.Id.ToString(CultureInfo.InvariantCulture), team.Name))) with
        {
            IsRequired = true, ErrorMessage = ReviewTexts.ChooseTeam, Placeholder = ReviewTexts.ChooseTeam,
        }))
    {
        Submit = ReviewTexts.GoOn,
    };

    /// <summary>What it is about, who takes part, and until when.</summary>
    public static Form<NewReview> Form(ReviewPresent shown) => new(
        Card(ReviewTexts.BeginHeading, [
            Heading(ReviewTexts.BeginHeading),
            shown.About is { } about ? Hint(Wording.Say(ReviewTexts.BeginAbout, about)) : null,
            Text(ReviewTexts.BeginHint),
            Line(nameof(NewReview.Title), ReviewTexts.TitleLabel) with
            {
                IsRequired = true, ErrorMessage = ReviewTexts.TitleMissing, Placeholder = ReviewTexts.TitleHint,
                Value = shown.Title is "" ? null : ShortText.Cut(ShortText.OnOneLine(shown.Title), Review.LongestTitle),
            },
            PersonChoice.SeveralInput(nameof(NewReview.People), ReviewTexts.PeopleLabel, ReviewTexts.PeopleHint, shown.People),
            Line(nameof(NewReview.Others), ReviewTexts.OthersLabel),
            Pick(
                nameof(NewReview.Until), ReviewTexts.UntilLabel,
                Enum.GetValues<ReviewUntil>().Select(each => (each.ToString(), ReviewWording.Of(each)))) with
            {
                Value = nameof(ReviewUntil.Tomorrow),
            },
        ]),
        asked => Check(asked, shown))
    {
        Submit = ReviewTexts.BeginIt,
        MainInput = nameof(NewReview.Title),
    };

    private static Problems Check(NewReview asked, ReviewPresent shown)
    {
        var (meant, unknown) = PersonChoice.AllMeant(shown.People, asked.People, asked.Others);
        return ReviewDesk.TooLong(nameof(NewReview.Title), asked.Title, Review.LongestTitle)
            .When(unknown is not null, nameof(NewReview.Others), Wording.Say(ReviewTexts.NameUnknown, unknown))
            .When(unknown is null && meant is [], nameof(NewReview.People), ReviewTexts.PeopleMissing)
            .When(meant.Count > MostOthers, nameof(NewReview.People), Wording.Say(ReviewTexts.PeopleTooMany, MostOthers));
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var wish = dialog.Given<ReviewWish>() ?? new();
        var found = await dialog.Look(
            "present", (ReviewStart start, CancellationToken _) => new ValueTask<ReviewPresent>(start.Look(wish)));
        if (found.Refusal is { } refusal) return ReviewDesk.Refused(refusal);

        var team = found.Teams.Count > 1 ? (await dialog.Ask("team", () => TeamForm(found))).Team : default(long?);
        var shown = await dialog.LookAnew(
            "shown", (ReviewStart start, CancellationToken _) => new ValueTask<ReviewPresent>(start.Shown(wish, team)));
        var asked = await dialog.Ask("review", () => Form(shown));
        var begun = await dialog.Do("begin", (ReviewStart start, CancellationToken _) =>
            new ValueTask<ChangeResult<ReviewPresent>>(start.Begin(wish, team, asked, new(dialog.Id, dialog.ShownAt))));
        return begun.Refusal is { } late
            ? ReviewDesk.Refused(late)
            : Ending.Showing(ReviewKind.Definition.Subject(begun.Number), ReviewViews.Own);
    }

    private static JsonElement Given(ReviewWish wish) => JsonSerializer.SerializeToElement(wish, ReviewsJson.Default.ReviewWish);
}

/// <summary>What somebody wants to look back at: words, the label of a record, or a record whose button they pressed.</summary>
internal sealed record ReviewWish(string Text = "")
{
    /// <summary>The stable name of the kind of the record.</summary>
    public string? AboutKind { get; init; }

    /// <summary>The number of the record.</summary>
    public long? About { get; init; }

    /// <summary>The team that looks back, where that is another one than the team of the record.</summary>
    public long? Team { get; init; }
}

/// <summary>A team that can be chosen.</summary>
internal sealed record ReviewTeam(long Id, string Name);

/// <summary>The team that was chosen.</summary>
internal sealed record WhichTeam(long Team);

/// <summary>What the forms show, or why there is none.</summary>
internal sealed record ReviewPresent(string? Refusal = null)
{
    /// <summary>The teams to choose from; one asks nothing.</summary>
    public IReadOnlyList<ReviewTeam> Teams { get; init; } = [];

    /// <summary>What stands in the title at first.</summary>
    public string Title { get; init; } = "";

    /// <summary>The label of the record that it is about; null for none.</summary>
    public string? About { get; init; }

    /// <summary>Who can be asked, besides whoever begins it.</summary>
    public IReadOnlyList<PersonChoice> People { get; init; } = [];
}

/// <summary>What is to be looked back at, by whom, and until when.</summary>
/// <param name="People">Who was chosen, with commas between them.</param>
/// <param name="Others">Names that were typed, with commas between them.</param>
internal sealed record NewReview(
    string Title, string? People = null, string? Others = null, ReviewUntil Until = ReviewUntil.Tomorrow);
