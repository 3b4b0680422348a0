using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>
/// The one breakdown of a release: a row for each group in the order of the alphabet, a column for each question that is told by group.
/// Every cell says in figures what its colour says; what is held back has neither.
/// </summary>
internal static class HeatMap
{
    /// <summary>The table with what its columns are; nothing where the wave has no breakdown or tells nothing by it.</summary>
    public static IEnumerable<Element> Of(SurveyRelease release)
    {
        ItemResult[] told = [.. release.Items.Where(item => item.Groups is not [] || item.HiddenGroups is not [])];
        if (told.All(item => item.Groups is [])) yield break;
        string[] groups = [.. release.Wave.Groups.Select(group => group.Name).Order(StringComparer.Ordinal)];
        yield return Subheading(Say(SurveyTexts.ByGroup, release.Policy.Breakdown)) with { Separator = true };
        yield return Facts([.. told.Select((item, at) => (ColumnOf(at), (string?)item.Item.Words()))]);
        yield return new Table(
            [new(Width: 2), .. told.Select(_ => new TableColumn(Width: 1))],
            [
                new([CellOf(release.Policy.Breakdown ?? ""), .. told.Select((_, at) => CellOf(ColumnOf(at)))]),
                .. groups.Select(group => new TableRow([CellOf(group), .. told.Select(item => CellOf(item, group))])),
            ]);
        if (told.Any(item => item.HiddenGroups is not [])) yield return Hint(SurveyTexts.HiddenGroups);
    }

    private static string ColumnOf(int at) => Say(SurveyTexts.HeatColumn, at + 1);

    private static TableCell CellOf(string words) => new([Text(words)]);

    private static TableCell CellOf(ItemResult item, string group) => item.Groups.FirstOrDefault(each => each.Name == group) is { } told
        ? CellOf(Say(SurveyTexts.GroupOf, told.Favourable.Count.Low, told.Favourable.Count.High, told.Favourable.Answered)) with
        {
            Style = ColorOf(told.Favourable),
        }
        : CellOf(SurveyTexts.CellHeldBack);

    // Only where the whole band lies on one side of a half.
    private static ContainerStyle? ColorOf(FavourableShare share) =>
        2 * share.Count.Low > share.Answered ? ContainerStyle.Good
        : 2 * share.Count.High < share.Answered ? ContainerStyle.Warning
        : null;
}
