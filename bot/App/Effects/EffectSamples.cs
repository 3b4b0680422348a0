using Improvement.Bot.Actions;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Effects;

/// <summary>The cards of effects and figures for the gallery, with a record and figures that are made up.</summary>
internal static class EffectSamples
{
    private static readonly DateOnly Start = new(2026, 3, 2);

    private static readonly int[] Before = [4, 3, 6, 4, 2, 5, 4, 3, 5, 4, 6, 4, 3, 5, 4, 4], Fallen = [2, 1, 3, 1, 2, 0, 2, 1, 2, 1, 2, 1];

    private static readonly int[] Risen = [6, 8, 7, 9, 6, 8, 7, 9, 8, 7, 9, 8], AsBefore = [4, 4, 3, 5, 4, 3, 5, 4, 4, 5, 3, 4];

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        .. Verdicts(say),
        new("effect-waiting", "Registered, before it begins", () => EffectCards.Of(Waiting(say) with { MayWithdraw = true })),
        new(
            "effect-list", "/effect of a record",
            () => EffectCards.Of(Subject, [Waiting(say), Series(say, Fallen, AsBefore)], [(1, say("Operations"))])),
        new(
            "effect-list-teams", "/effect of a record that several teams of the reader work by",
            () => EffectCards.Of(
                Subject, [Waiting(say), Series(say, Fallen, AsBefore) with { OtherTeam = say("Night shift") }],
                [(1, say("Operations")), (2, say("Night shift"))])),
        new(
            "effect-list-empty", "/effect of a record of which nothing is measured",
            () => EffectCards.Of(Subject, [], [(1, say("Operations"))])),
        new("effect-registered", "What stands in the place of the form", () => RegisterEffect.Registered("ACT-12", Preview(say))),
        .. Forms(say),
    ];

    /// <summary>What the forms begin with.</summary>
    public static EffectPresent Present(SampleVoice say) => new(
        "ACT-12", [new("figures:1", say("Open hand-overs")), new("error-category:late", say("Errors a week (too late)"))],
        new(2026, 2, 20));

    /// <summary>What was chosen.</summary>
    public static EffectChoices Choices { get; } =
        new("figures:1", true, "1.5", "error-category:late", true, "2.5", EffectDesign.BeforeAfter, Start);

    /// <summary>What is fixed by the next press.</summary>
    public static EffectPreview Preview(SampleVoice say) =>
        new([.. EffectWords.Fixed(Choices.Plan([]), metric => Named(say, metric))]);

    /// <summary>What the form of figures begins with.</summary>
    public static FigurePresent Figures(SampleVoice say) =>
        new([new(1, say("Operations")), new(2, say("Accounts"))], new(2026, 3, 2));

    private static IEnumerable<GallerySample> Verdicts(SampleVoice say) =>
    [
        new("effect-improved", "It helped, and nothing got worse", () => EffectCards.Of(Series(say, Fallen, AsBefore))),
        new("effect-worse", "It got worse", () => EffectCards.Of(Series(say, Risen, AsBefore))),
        new("effect-balance-worse", "It helped, at the cost of something else", () => EffectCards.Of(Series(say, Fallen, Risen))),
        new(
            "effect-no-change", "No clear change, and figures that were sent late",
            () => EffectCards.Of(Late(Series(say, AsBefore, AsBefore, smallest: 2.5)))),
        new("effect-too-few", "Too few data", () => EffectCards.Of(Series(say, AsBefore, AsBefore[..5], smallest: 0.2))),
        new("effect-trend", "By the trend", () => EffectCards.Of(Trend(say))),
        new("effect-compared", "Units that begin against those that have not", () => EffectCards.Of(Compared(say))),
    ];

    private static IEnumerable<GallerySample> Forms(SampleVoice say)
    {
        yield return new("effect-register", "Form of what is fixed", () => Drawn(RegisterEffect.Form(Present(say), null, null)));
        yield return new(
            "effect-register-too-few", "The same with too few data before the start",
            () => Drawn(RegisterEffect.Form(Present(say), Choices, Wording.Say(
                EffectTexts.TooFewBefore, say("Open hand-overs"), 5, "2026-03-02", 8, "2026-03-23"))));
        yield return new("effect-units", "Form of who begins when", () => Drawn(RegisterEffect.Units(Present(say))));
        yield return new("effect-confirm", "What is fixed by the next press", () => Drawn(RegisterEffect.Confirm(Preview(say))));
        yield return new("figures", "Form of own figures", () => Drawn(AddFigures.Form(Figures(say), say("Open hand-overs"))));
        yield return new(
            "figures-kept", "Own figures are kept", () => AddFigures.Kept(say("Open hand-overs"), new(12, 1, 3)));
    }

    private static RecordId Subject => ActionKind.Id(12);

    private static string Named(SampleVoice say, MetricRef metric) =>
        metric.Source is "figures" ? say("Open hand-overs") : say("Errors a week (too late)");

    private static EffectLook Waiting(SampleVoice say) => new(
        new(7, Subject, new(1), new(1), new(2026, 2, 20, 9, 30, 0, TimeSpan.Zero), Choices.Plan([]))
        {
            DueAt = new(2026, 5, 27, 8, 0, 0, TimeSpan.Zero), ByName = say("Lea Winter"),
        },
        Named(say, Choices.Plan([]).Change.Metric), Named(say, Choices.Plan([]).Balance.Metric), []);

    private static EffectLook Series(SampleVoice say, int[] after, int[] balance, double smallest = 1)
    {
        var waiting = Waiting(say);
        var plan = waiting.Effect.Plan with { WeeksBefore = Before.Length };
        var promise = new EffectPromise(true, smallest);
        return waiting with
        {
            Effect = waiting.Effect with
            {
                Plan = plan with { Change = plan.Change with { Smallest = smallest } }, DueAt = null,
                JudgedAt = waiting.Effect.DueAt, Found = EffectRule.OfCounts(Before, after, promise),
                BalanceFound = EffectRule.OfBalance(other => EffectRule.OfCounts(Before, balance, other), plan.Balance.Promise),
            },
            Weeks =
            [
                .. Before.Concat(after).Select((value, week) => new MeasuredWeek(
                    Start.AddDays(7 * (week - Before.Length)), value, week >= Before.Length)),
            ],
        };
    }

    private static EffectLook Late(EffectLook look) => look with { Effect = look.Effect with { LateFigures = 3 } };

    private static EffectLook Trend(SampleVoice say)
    {
        var look = Series(say, Fallen, AsBefore);
        double?[] before = [.. Before.Select(each => (double?)each)], after = [.. Fallen.Select(each => (double?)each)];
        return look with
        {
            Effect = look.Effect with
            {
                Plan = look.Effect.Plan with { Design = EffectDesign.Interrupted },
                Found = EffectRule.Interrupted(before, after, new(true, 1)),
            },
        };
    }

    private static EffectLook Compared(SampleVoice say)
    {
        var look = Series(say, Fallen, AsBefore);
        var units = Enumerable.Range(0, 8).Select(unit => new AdoptingUnit(
            [.. Enumerable.Range(0, 9).Select(period => 4 + (unit * 0.3) + (period % 3 * 0.2) + (unit * period % 4 * 0.1)
                - (unit < 3 && period >= 6 ? 2 : 0))],
            unit < 3 ? 6 : null)).ToList();
        return look with
        {
            Effect = look.Effect with
            {
                Plan = look.Effect.Plan with
                {
                    Design = EffectDesign.Compared,
                    Adopters = [new(say("North"), Start), new(say("South"), Start), new(say("West"), Start)],
                },
                Found = EffectRule.Compared(units, EffectMeasure.BasePeriods, 3, new(true, 1)),
            },
            Weeks = [],
        };
    }

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
