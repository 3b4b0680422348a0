using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>What changed between two versions of a pattern, text by text.</summary>
internal static class VersionCards
{
    /// <summary>Characters of a text shown, before and after.</summary>
    private const int Shown = 1_500;

    /// <summary>The difference that a version made.</summary>
    /// <param name="before">The version before; null where there is none.</param>
    public static Card Of(Pattern pattern, PatternVersion? before, PatternVersion after)
    {
        var heading = before is null
            ? Say(PatternTexts.FirstVersion, pattern.Label)
            : Say(PatternTexts.VersionHeading, pattern.Label, after.Edition);
        return Card(
            heading,
            [
                Heading(heading),
                Hint(Say(PatternTexts.VersionBy, after.Who ?? RecordTexts.Somebody, Moment.DayAndTime(after.At))),
                .. PatternField.All.SelectMany(field => Changed(field, pattern.IsAttempt, before?.Content, after.Content)),
                .. Changed(PatternTexts.FactSaves, before?.Content, after.Content, PatternEstimates.Saved),
                .. Changed(PatternTexts.FactTakes, before?.Content, after.Content, PatternEstimates.ToAdopt),
                Buttons(
                    before is null ? null : PatternButtons.Changes(PatternTexts.EarlierVersion, pattern.Number, after.Edition - 1),
                    after.Edition == pattern.Edition
                        ? null
                        : PatternButtons.Changes(PatternTexts.LaterVersion, pattern.Number, after.Edition + 1),
                    ExecuteAction.Of(
                        Say(PatternTexts.OpenRecord, pattern.Label), PatternKind.Definition.OpenVerb, (PatternKind.Name, pattern.Number))),
            ]);
    }

    /// <summary>One text: the words that are gone stand out in the old one, and those that are new in the new one.</summary>
    private static IEnumerable<Element> Changed(PatternField field, bool isAttempt, PatternContent? before, PatternContent after)
    {
        var (old, now) = (before is null ? "" : field.Of(before) ?? "", field.Of(after) ?? "");
        if (old == now) yield break;
        yield return Subheading(field.Heading(isAttempt));
        var (was, becomes) = WordDifference.Of(ShortText.Cut(old, Shown), ShortText.Cut(now, Shown));
        if (old is not "")
        {
            yield return Hint(PatternTexts.Before);
            yield return Drawn(was);
        }

        if (old is not "" || now is "") yield return Hint(PatternTexts.After);
        yield return now is "" ? Text(PatternTexts.LeftOut) with { Spacing = Spacing.None } : Drawn(old is "" ? now : becomes);
    }

    /// <summary>An estimate, before and after.</summary>
    private static IEnumerable<Element> Changed(
        string name, PatternContent? before, PatternContent after, Func<PatternContent, string?> words)
    {
        var (old, now) = (before is null ? null : words(before), words(after));
        if (old == now) yield break;
        yield return Subheading(name);
        yield return Text(old is null || now is null ? now ?? PatternTexts.LeftOut : Say(PatternTexts.EstimateChanged, old, now)) with
        {
            Spacing = Spacing.None,
        };
    }

    private static TextBlock Drawn(Marked words) => new(words.ToMarkdown()) { Spacing = Spacing.None };
}
