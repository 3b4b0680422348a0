using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>An effect with all that its card shows.</summary>
/// <param name="Metric">What people call what is to get better.</param>
/// <param name="Balance">What people call what must not get worse.</param>
/// <param name="Weeks">The weeks for the picture; none in a comparison of units.</param>
internal sealed record EffectLook(Effect Effect, string Metric, string Balance, IReadOnlyList<MeasuredWeek> Weeks)
{
    /// <summary>The team by whose figures it is measured; null for that of the record.</summary>
    public string? OtherTeam { get; init; }

    /// <summary>Whether its reader may take it back.</summary>
    public bool MayWithdraw { get; init; }
}

/// <summary>The cards of effects: in words, then as a picture, then what was fixed before the start.</summary>
internal static class EffectCards
{
    /// <summary>The press that shows an effect.</summary>
    public const string Show = "effect.show";

    /// <summary>The press that shows the effects of a record.</summary>
    public const string List = "effect.list";

    /// <summary>The press that begins to measure one.</summary>
    public const string Measure = "effect.measure";

    /// <summary>The press that takes one back before its start.</summary>
    public const string Withdraw = "effect.withdraw";

    /// <summary>The members of the data of buttons.</summary>
    public const string Number = "effect", Kind = "kind", Record = "record", Team = "team";

    /// <summary>Effects that a list shows.</summary>
    private const int MostShown = 5;

    /// <summary>More bars than these are too narrow for the days below; four weeks are one then.</summary>
    private const int MostBars = 16;

    /// <summary>A row of buttons holds no more.</summary>
    private const int MostTeams = 6;

    /// <summary>Letters of the name of a team on a button.</summary>
    private const int LongestTeam = 18;

    /// <summary>The effects of a record.</summary>
    /// <param name="teams">The teams in which its reader can measure one.</param>
    public static Card Of(RecordId subject, IReadOnlyList<EffectLook> looks, IReadOnlyList<(long Id, string Name)> teams)
    {
        var heading = Say(EffectTexts.ListHeading, subject.Label);
        return Card(
            heading,
            [
                Heading(heading),
                looks is [] ? Text(EffectTexts.ListEmpty) : null,
                .. looks.Take(MostShown).SelectMany(Line),
                Buttons([
                    .. teams.Take(MostTeams).Select(team => MeasureIn(
                        subject, team.Id, teams.Count is 1 ? EffectTexts.MeasureIt
                            : Say(EffectTexts.MeasureIn, ShortText.Cut(team.Name, LongestTeam)))),
                ]),
            ]);
    }

    /// <summary>The button by which an effect in a team begins to be measured.</summary>
    public static ExecuteAction MeasureIn(RecordId subject, long team, string title) =>
        ExecuteAction.Of(title, Measure, (Kind, subject.Kind.Name), (Record, subject.Number), (Team, team));

    /// <summary>One effect.</summary>
    public static Card Of(EffectLook look)
    {
        var effect = look.Effect;
        var heading = Say(EffectTexts.Heading, effect.Subject.Label);
        return Card(
            heading,
            [
                Heading(heading),
                look.OtherTeam is { } team ? Hint(team) : null,
                .. effect is { Found: { } found, BalanceFound: { } balance } ? Told(look, found, balance) : [Text(Waiting(effect))],
                Subheading(EffectTexts.FixedHeading),
                .. EffectWords.Fixed(effect.Plan, metric => metric == effect.Plan.Change.Metric ? look.Metric : look.Balance).Select(Text),
                Hint(Say(
                    EffectTexts.FixedBy, effect.ByName is "" ? EffectTexts.Somebody : effect.ByName,
                    Moment.DayAndTime(effect.RegisteredAt))),
                Buttons(
                    look.MayWithdraw ? ExecuteAction.Of(EffectTexts.TakeBack, Withdraw, (Number, effect.Id)) : null,
                    ExecuteAction.Of(EffectTexts.AllOfThem, List, (Kind, effect.Subject.Kind.Name), (Record, effect.Subject.Number))),
            ]);
    }

    private static IEnumerable<Element?> Told(EffectLook look, EffectFinding found, EffectFinding balance) =>
    [
        Text(EffectWords.Of(look, found)),
        Text(EffectWords.OfBalance(look, balance)),
        Chart(look),
        found.Placebo is { P: { } p } placebo ? Hint(Say(EffectTexts.Placebo, placebo.Arrangements, EffectWords.Number(100 * p))) : null,
        .. EffectWords.Limits(look).Select(Hint),
    ];

    private static IEnumerable<Element?> Line(EffectLook look) =>
    [
        look.OtherTeam is { } team ? Subheading(team) : null,
        Text(look.Effect.Found is { } found
            ? EffectWords.Of(look, found)
            : Say(EffectTexts.ListWaiting, look.Metric, Waiting(look.Effect))),
        Buttons(ExecuteAction.Of(EffectTexts.ShowIt, Show, (Number, look.Effect.Id))),
    ];

    private static string Waiting(Effect effect) =>
        Say(EffectTexts.Waiting, PlainDay(effect.Plan.Start), effect.DueAt is { } due ? Moment.DayAhead(due) : "");

    /// <summary>A bar a week, or four weeks; none where a value is below 0, as a bar begins there.</summary>
    private static BarChart? Chart(EffectLook look)
    {
        var weeks = look.Weeks.Where(week => week.Value is not null).ToList();
        if (weeks is [] || weeks.Exists(week => week.Value < 0)) return null;
        var size = look.Weeks.Count > MostBars ? EffectMeasure.WeeksOfPeriod : 1;
        var (before, after) = (Blocks(look, isAfter: false, size), Blocks(look, isAfter: true, size));
        return new(
            size is 1 ? Say(EffectTexts.ChartWeeks, look.Metric) : Say(EffectTexts.ChartBlocks, look.Metric), [.. before, .. after],
            Say(EffectTexts.ChartWords, InWords(before), InWords(after)));
    }

    /// <summary>Counted backwards from the start and forwards from it, so that no bar holds weeks of both.</summary>
    private static List<Bar> Blocks(EffectLook look, bool isAfter, int size)
    {
        var weeks = look.Weeks.Where(week => week.IsAfter == isAfter).ToList();
        return
        [
            .. weeks.Skip(isAfter ? 0 : weeks.Count % size).Chunk(size).Where(block => block.Any(week => week.Value is not null))
                .Select(block => new Bar(
                    block[0].Monday.ToString("MM-dd", CultureInfo.InvariantCulture),
                    Math.Round(block.Average(week => week.Value)!.Value, 2))
                {
                    Color = isAfter ? ChartColor.Good : ChartColor.Neutral,
                }),
        ];
    }

    private static string InWords(IEnumerable<Bar> bars) =>
        string.Join(" · ", bars.Select(bar => EffectWords.Number(bar.Y)).DefaultIfEmpty("–"));
}
