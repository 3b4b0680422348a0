using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>The card that keeps a success: one question, what is like it, and everything else folded away.</summary>
internal static class CaptureForm
{
    private const string Details = "details";

    /// <summary>The form for a story that is known already, or for an empty one.</summary>
    /// <param name="story">What stands in the first field; empty for nothing.</param>
    /// <param name="similar">Patterns that may be the same thing, as far as the person may see them now.</param>
    /// <param name="found">The numbers of all that were found, separated by spaces.</param>
    public static Form<CapturedSuccess> For(
        string story, CaptureChoices choices, IReadOnlyList<SimilarPattern> similar, string found) => new(
            Card(PatternTexts.CaptureHeading, [
                Heading(PatternTexts.CaptureHeading),
                choices.Origin is { } origin ? Hint(Say(PatternTexts.CaptureFrom, origin)) : null,
                Paragraph(
                    nameof(CapturedSuccess.Story),
                    choices.Origin is null || choices.HasWords ? PatternTexts.WhatWorked : PatternTexts.WhatLimited) with
                {
                    IsRequired = true, ErrorMessage = PatternTexts.StoryMissing, Placeholder = PatternTexts.WhatWorkedHint,
                    Value = story is "" ? null : story,
                },
                similar is [] ? null : Offer(similar),
                Pick(
                    nameof(CapturedSuccess.Outcome), PatternTexts.OutcomeLabel,
                    [(nameof(Outcome.Worked), PatternTexts.Worked), (nameof(Outcome.DidNotWork), PatternTexts.DidNotWork)]) with
                {
                    Value = nameof(Outcome.Worked),
                },
                choices.Teams.Count > 1 ? TeamInput(choices) : null,
                Buttons(Unfold(PatternTexts.MoreToSay, Details)),
                Folded(
                    Details,
                    Line(nameof(CapturedSuccess.Title), PatternWords.Field("Title")) with
                    {
                        Placeholder = CaptureText.TitleOf(story) is { Length: > 0 } title ? title : null,
                    },
                    Line(nameof(CapturedSuccess.Evidence), PatternWords.Field("Evidence")) with
                    {
                        Placeholder = PatternWords.Hint("Evidence"),
                    },
                    PersonChoice.Input(nameof(CapturedSuccess.Named), PatternTexts.WhoDidIt, PatternTexts.WhoDidItHint, choices.Colleagues),
                    Line(nameof(CapturedSuccess.NamedName), PatternTexts.NameTyped),
                    Hint(PatternTexts.NameHint)),
                Line(nameof(CapturedSuccess.Shown), PatternTexts.SimilarHeading) with { IsVisible = false, Value = found },
            ]),
            asked => Check(asked, choices.Colleagues))
        {
            Submit = PatternTexts.KeepIt,
            MainInput = nameof(CapturedSuccess.Story),
        };

    /// <summary>The question that is asked when similar ones turn up only after the story was written.</summary>
    /// <param name="similar">None where the person may no longer see any of them.</param>
    public static Form<SameOrNewPattern> Question(IReadOnlyList<SimilarPattern> similar) => new(similar is []
        ? Card(PatternTexts.SimilarGone, Text(PatternTexts.SimilarGone))
        : Card(
            PatternTexts.SimilarHeading, Heading(PatternTexts.SimilarHeading), Hint(PatternTexts.SimilarHint),
            Group([.. similar.SelectMany(Lines)])))
    {
        Submit = PatternTexts.KeepAsNew,
    };

    /// <summary>Complaints that the inputs alone cannot make.</summary>
    private static Problems Check(CapturedSuccess asked, IReadOnlyList<PersonChoice> colleagues) => Problems.None
        .When(asked.Same is null && string.IsNullOrWhiteSpace(asked.Story), nameof(asked.Story), PatternTexts.StoryMissing)
        .WhenTooLong(nameof(asked.Story), asked.Story, CaptureText.LongestStory)
        .WhenTooLong(nameof(asked.Title), asked.Title, CaptureText.LongestTitle)
        .WhenTooLong(nameof(asked.Evidence), asked.Evidence)
        .When(
            !string.IsNullOrWhiteSpace(asked.NamedName) && PersonChoice.Meant(colleagues, asked.Named, asked.NamedName) is null,
            nameof(asked.NamedName), PatternTexts.NameUnknown);

    private static ChoiceInput TeamInput(CaptureChoices choices) => Pick(
        nameof(CapturedSuccess.Team), PatternTexts.WhichTeam, choices.Teams.Select(team => (Number(team.Id.Value), team.Name))) with
    {
        IsRequired = true, ErrorMessage = PatternTexts.ChooseTeam, Value = Number(choices.Teams[0].Id.Value),
    };

    private static Container Offer(IReadOnlyList<SimilarPattern> similar) => Group([
        Subheading(PatternTexts.SimilarHeading), Hint(PatternTexts.SimilarHint), .. similar.SelectMany(Lines),
    ]) with { Style = ContainerStyle.Emphasis };

    private static IEnumerable<Element> Lines(SimilarPattern pattern)
    {
        var label = PatternKind.Definition.Labels.Of(pattern.Number);
        yield return Text(Say(PatternTexts.SimilarLine, label, pattern.Title)) with { Spacing = Spacing.Medium };
        string?[] hint =
        [
            pattern.IsAttempt ? PatternTexts.DidNotWork : null, pattern.State is { } state ? PatternWords.Of(state) : null,
        ];
        if (hint.Any(words => words is not null)) yield return Hint(string.Join(" · ", hint.OfType<string>()));
        yield return Buttons(new AnswerWith(nameof(CapturedSuccess.Same), Number(pattern.Number))
        {
            Title = Say(pattern.IsAttempt ? PatternTexts.SameAttempt : PatternTexts.SamePattern, label),
        });
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
