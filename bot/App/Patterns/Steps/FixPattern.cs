using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary><em>Fix it</em>: what it says is changed, or what is missing added; that is a new version.</summary>
internal static class FixPattern
{
    /// <summary>Characters of what happened up to which it can be changed in a form; a longer one stays as it was written.</summary>
    private const int LongestInForm = 6_000;

    private const string More = "more";

    /// <summary>The texts that stand there at once; the others are folded away.</summary>
    private static readonly string[] First = ["Evidence", "CoreSteps", "Mechanism", "Limits"];

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<FixedPattern>("fix-pattern", PatternStep.Fix, Form, Take);

    /// <summary>All that it says.</summary>
    public static Form<FixedPattern> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.FixHeading, number), [
            Heading(PatternDialogs.Titled(PatternTexts.FixHeading, number)),
            Line(nameof(FixedPattern.Title), PatternWords.Field("Title")) with
            {
                IsRequired = true, ErrorMessage = PatternTexts.TitleMissing, Value = shown.Content?.Title,
            },
            shown.Content is { Story.Length: > LongestInForm }
                ? Hint(Wording.Say(PatternTexts.StoryStays, shown.Content.Story.Length))
                : Paragraph(nameof(FixedPattern.Story), StoryField.Heading(shown.IsAttempt)) with { Value = shown.Content?.Story },
            .. PatternField.Further.Where(field => First.Contains(field.Name)).Select(field => Input(field, shown)),
            Buttons(Unfold(PatternTexts.MoreTexts, More)),
            Folded(
                More,
                [
                    .. PatternField.Further.Where(field => !First.Contains(field.Name)).Select(field => Input(field, shown)),
                    .. shown.IsAttempt ? [] : PatternEstimates.Inputs(shown.Content),
                ]),
        ]),
        Check)
    {
        Submit = PatternTexts.FixIt,
    };

    private static PatternField StoryField => PatternField.All[1];

    private static TextInput Input(PatternField field, PatternForm shown) => Paragraph(field.Name, field.Heading(shown.IsAttempt)) with
    {
        Value = shown.Content is { } content ? field.Of(content) : null, Placeholder = PatternWords.Hint(field.Name),
    };

    /// <summary>A title that was taken from the story, and that nobody touched, follows the story.</summary>
    private static string TitleOf(FixedPattern asked, PatternContent before, string story) =>
        asked.Title.Trim() == before.Title && before.Title == CaptureText.TitleOf(before.Story)
            ? CaptureText.TitleOf(story)
            : asked.Title.Trim();

    private static Problems Check(FixedPattern asked)
    {
        var problems = Problems.None
            .WhenTooLong(nameof(FixedPattern.Title), asked.Title, CaptureText.LongestTitle)
            .WhenTooLong(nameof(FixedPattern.Story), asked.Story, LongestInForm)
            .When(asked.Story is not null && string.IsNullOrWhiteSpace(asked.Story), nameof(FixedPattern.Story), PatternTexts.StoryMissing);
        return PatternField.Further.Aggregate(problems, (all, field) => all.WhenTooLong(field.Name, asked.TextOf(field)))
            .When(!PatternEstimates.IsPossible(asked.HoursSaved), nameof(FixedPattern.HoursSaved), PatternTexts.HoursWrong)
            .When(!PatternEstimates.IsPossible(asked.HoursToAdopt), nameof(FixedPattern.HoursToAdopt), PatternTexts.HoursWrong);
    }

    private static string? Take(IServiceProvider services, long number, FixedPattern asked, RequestOrigin origin)
    {
        var change = services.GetRequiredService<PatternChange>();
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Fix);
        if (pattern is null) return refusal;
        var story = CaptureText.Trimmed(asked.Story) ?? pattern.Content.Story;
        var content = PatternField.Further.Aggregate(
            pattern.Content with { Title = TitleOf(asked, pattern.Content, story), Story = story },
            (all, field) => field.Set(all, CaptureText.Trimmed(asked.TextOf(field))));
        if (!pattern.IsAttempt) content = content with { HoursSaved = asked.HoursSaved, HoursToAdopt = asked.HoursToAdopt };
        if (content == pattern.Content) return null;
        change.Take(number, PatternStep.Fix, origin, each => change.Reworded(each, content));
        change.Tell(pattern.Owner, pattern, () => Wording.Say(PatternTexts.FixTold, change.Actor.Name, pattern.Label));
        if (pattern.Validator != pattern.Owner)
        {
            change.Tell(pattern.Validator, pattern, () => Wording.Say(PatternTexts.FixTold, change.Actor.Name, pattern.Label));
        }

        return null;
    }
}

/// <summary>What a pattern is to say; the properties are those of <see cref="PatternContent"/>.</summary>
/// <param name="Story">Null where it stays as it is.</param>
internal sealed record FixedPattern(string Title, string? Story = null)
{
    public string? Evidence { get; init; }

    public string? Context { get; init; }

    public string? Problem { get; init; }

    public string? Forces { get; init; }

    public string? CoreSteps { get; init; }

    public string? AdaptableSteps { get; init; }

    public string? Mechanism { get; init; }

    public string? Consequences { get; init; }

    public string? Limits { get; init; }

    public double? HoursSaved { get; init; }

    public double? HoursToAdopt { get; init; }

    /// <summary>One of its texts, below what happened.</summary>
    public string? TextOf(PatternField field) => field.Of(new PatternContent(Title, Story ?? "")
    {
        Evidence = Evidence, Context = Context, Problem = Problem, Forces = Forces, CoreSteps = CoreSteps, AdaptableSteps = AdaptableSteps,
        Mechanism = Mechanism, Consequences = Consequences, Limits = Limits,
    });
}
