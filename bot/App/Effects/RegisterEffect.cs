using System.Text.Json;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>
/// <em>Measure its effect</em>: everything by which an effect will be judged is chosen, said back and fixed before it begins.
/// </summary>
internal static class RegisterEffect
{
    // Each refusal leads back to the choices; somebody who meets more than these looks for another way.
    private const int MostRounds = 9;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "effect-register", Conduct, EffectJson.Default, () => Card(EffectTexts.RegisterHelp, Text(EffectTexts.RegisterHelp)));

    /// <summary>What the dialog is begun with.</summary>
    public static JsonElement Given(EffectBeginning beginning) =>
        JsonSerializer.SerializeToElement(beginning, EffectJson.Default.EffectBeginning);

    /// <summary>The choices.</summary>
    /// <param name="present">What can be chosen.</param>
    /// <param name="before">What was chosen before; null at first.</param>
    /// <param name="complaint">Why that cannot be fixed; null at first.</param>
    public static Form<EffectChoices> Form(EffectPresent present, EffectChoices? before, string? complaint)
    {
        var heading = Say(EffectTexts.RegisterHeading, present.Label);
        var metrics = (present.Metrics ?? []).Select(each => (each.Value, each.Words)).ToList();
        return new(
            Card(
                heading,
                [
                    Heading(heading),
                    complaint is null ? Text(EffectTexts.RegisterExplanation) : Warning(complaint),
                    Pick(nameof(EffectChoices.Metric), EffectTexts.Metric, metrics) with
                    {
                        Value = before?.Metric, IsRequired = true, ErrorMessage = EffectTexts.MetricMissing,
                    },
                    Better(nameof(EffectChoices.LowerIsBetter), EffectTexts.Better, before?.LowerIsBetter ?? true),
                    Line(nameof(EffectChoices.Smallest), EffectTexts.Smallest) with
                    {
                        Value = before?.Smallest, IsRequired = true, ErrorMessage = EffectTexts.NoNumber,
                    },
                    Pick(nameof(EffectChoices.Balance), EffectTexts.Balance, metrics) with
                    {
                        Value = before?.Balance, IsRequired = true, ErrorMessage = EffectTexts.BalanceMissing,
                    },
                    Better(nameof(EffectChoices.BalanceLowerIsBetter), EffectTexts.BalanceBetter, before?.BalanceLowerIsBetter ?? true),
                    Line(nameof(EffectChoices.BalanceSmallest), EffectTexts.BalanceSmallest) with
                    {
                        Value = before?.BalanceSmallest, IsRequired = true, ErrorMessage = EffectTexts.NoNumber,
                    },
                    .. When(before),
                    Hint(EffectTexts.RegisterHint),
                ]),
            answer => Check(answer, present))
        {
            Submit = EffectTexts.Next,
        };
    }

    /// <summary>Who begins when, in a comparison.</summary>
    public static Form<AdopterAnswer> Units(EffectPresent present) => new(
        Card(
            EffectTexts.UnitsHeading,
            Heading(EffectTexts.UnitsHeading),
            Text(EffectTexts.UnitsExplanation),
            Paragraph(nameof(AdopterAnswer.Lines), EffectTexts.Units) with
            {
                IsRequired = true, ErrorMessage = EffectTexts.UnitsMissing, Placeholder = EffectTexts.UnitsExample,
            }),
        answer => AdopterLines.Read(answer.Lines, present.Today, out var problem) is null
            ? Problems.None.Add(nameof(AdopterAnswer.Lines), problem)
            : Problems.None)
    {
        Submit = EffectTexts.Next, MainInput = nameof(AdopterAnswer.Lines),
    };

    /// <summary>What is fixed by the next press.</summary>
    public static Form<EffectConfirmation> Confirm(EffectPreview preview) => new(Card(
        EffectTexts.ConfirmHeading,
        [Heading(EffectTexts.ConfirmHeading), .. (preview.Words ?? []).Select(Text), Hint(EffectTexts.ConfirmHint)]))
    {
        Submit = EffectTexts.Fix,
    };

    private static IEnumerable<Element?> When(EffectChoices? before) =>
    [
        Pick(nameof(EffectChoices.Design), EffectTexts.Design, Enum.GetValues<EffectDesign>().Select(design =>
            (design.ToString(), EffectWords.Of(design)))) with
        {
            Value = (before?.Design ?? EffectDesign.BeforeAfter).ToString(),
        },
        new DateInput(nameof(EffectChoices.Start), EffectTexts.Start)
        {
            Value = before is null ? null : PlainDay(before.Start), IsRequired = true, ErrorMessage = EffectTexts.StartMissing,
        },
        Pick(nameof(EffectChoices.Weeks), EffectTexts.Weeks, EffectChoices.WeeksOffered.Select(weeks =>
            ($"{weeks}", Say(EffectTexts.WeeksOption, weeks)))) with
        {
            Value = $"{before?.Weeks ?? EffectChoices.UsualWeeks}",
        },
    ];

    private static Element Better(string input, string label, bool lower) =>
        Pick(input, label, [("true", EffectTexts.Lower), ("false", EffectTexts.Higher)]) with { Value = lower ? "true" : "false" };

    private static Problems Check(EffectChoices answer, EffectPresent present) => Problems.None
        .When(EffectChoices.Number(answer.Smallest) is null, nameof(EffectChoices.Smallest), EffectTexts.NoNumber)
        .When(EffectChoices.Number(answer.BalanceSmallest) is null, nameof(EffectChoices.BalanceSmallest), EffectTexts.NoNumber)
        .When(IsUnknown(answer.Metric), nameof(EffectChoices.Metric), EffectTexts.MetricMissing)
        .When(IsUnknown(answer.Balance) || answer.Balance == answer.Metric, nameof(EffectChoices.Balance), EffectTexts.BalanceMissing)
        .When(
            answer.Design is not EffectDesign.Compared && CalendarWeek.MondayFrom(answer.Start) <= present.Today,
            nameof(EffectChoices.Start), Say(EffectTexts.StartPast, PlainDay(answer.Start)))
        .When(!EffectChoices.WeeksOffered.Contains(answer.Weeks), nameof(EffectChoices.Weeks), EffectTexts.WeeksMissing);

    private static bool IsUnknown(string metric) => MetricRef.Read(metric) is null;

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var asked = dialog.Given<EffectBeginning>() ?? new("", 0); // no record has it, and that is what is said
        var present = await dialog.Look("present", (EffectDesk desk, CancellationToken _) => desk.Present(asked));
        if (present.Refusal is { } refusal) return Said(refusal);
        EffectChoices? before = null;
        string? complaint = null;
        for (var round = 1; round <= MostRounds; round++)
        {
            var (shown, why) = (before, complaint);
            var choices = await dialog.Ask($"choices-{round}", () => Form(present, shown, why));
            var units = choices.Design is EffectDesign.Compared ? await dialog.Ask($"units-{round}", () => Units(present)) : null;
            var preview = await dialog.Look(
                $"preview-{round}", Key(choices, units), (EffectDesk desk, CancellationToken _) => desk.Preview(asked, choices, units));
            (before, complaint) = (choices, preview.Refusal);
            if (complaint is not null) continue;
            await dialog.Ask($"fix-{round}", () => Confirm(preview));
            var done = await dialog.Do("register", (EffectDesk desk, CancellationToken _) =>
                desk.Register(asked, choices, units, new(dialog.Id, dialog.ShownAt)));
            return done.Refusal is { } late ? Said(late) : Ending.With(Registered(present.Label, done));
        }
        return Said(EffectTexts.Left);
    }

    /// <summary>What stands in the place of the form.</summary>
    public static Card Registered(string label, EffectPreview done)
    {
        var heading = Say(EffectTexts.Registered, label);
        return Card(heading, [Heading(heading), .. (done.Words ?? []).Select(Text), Hint(EffectTexts.RegisteredHint)]);
    }

    private static string Key(EffectChoices choices, AdopterAnswer? units) =>
        JsonSerializer.Serialize(choices, EffectJson.Default.EffectChoices) + units?.Lines;

    private static Ending Said(string words) => Ending.With(Card(words, Text(words)));
}
