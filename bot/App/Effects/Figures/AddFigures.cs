using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Figures;

/// <summary>The figures that somebody sends; the properties are the inputs of the form.</summary>
/// <param name="Team">Whose figures they are; null for the only team of theirs.</param>
/// <param name="Unit">The unit of lines that name none; empty for the team.</param>
internal sealed record FigureAnswer(string Series, string Lines, long? Team = null, string? Unit = null);

/// <summary>What the dialog is begun with: the name of a series.</summary>
internal sealed record FigureBeginning(string Series);

/// <summary><c>/figures</c>: own figures, typed or pasted from a table.</summary>
internal static class AddFigures
{
    /// <summary>The command.</summary>
    public const string Name = "figures";

    /// <summary>Problems that are told at once; who has more corrects these first.</summary>
    private const int MostProblems = 5;

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        "figures", Conduct, FigureJson.Default, () => Card(FigureTexts.Help, Text(FigureTexts.Help)));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(string words) => words.Length is 0
        ? null
        : JsonSerializer.SerializeToElement(new FigureBeginning(words), FigureJson.Default.FigureBeginning);

    /// <summary>The form.</summary>
    public static Form<FigureAnswer> Form(FigurePresent present, string? series)
    {
        var teams = present.Teams ?? [];
        return new(
            Card(
                FigureTexts.Heading,
                Heading(FigureTexts.Heading),
                Text(FigureTexts.Explanation),
                Line(nameof(FigureAnswer.Series), FigureTexts.Series) with
                {
                    IsRequired = true, ErrorMessage = FigureTexts.SeriesMissing, Value = series, Placeholder = FigureTexts.SeriesExample,
                },
                teams.Length > 1 ? Pick(nameof(FigureAnswer.Team), FigureTexts.Team, teams.Select(team => ($"{team.Id}", team.Name))) with
                {
                    Value = $"{teams[0].Id}",
                } : null,
                Line(nameof(FigureAnswer.Unit), FigureTexts.Unit) with { Placeholder = teams is [var first, ..] ? first.Name : null },
                Paragraph(nameof(FigureAnswer.Lines), FigureTexts.Lines) with
                {
                    IsRequired = true, ErrorMessage = FigureTexts.NoFigures, Placeholder = FigureTexts.LinesExample,
                },
                Hint(FigureTexts.LinesHint)),
            answer => Check(answer, present))
        {
            Submit = FigureTexts.Send, MainInput = nameof(FigureAnswer.Lines),
        };
    }

    private static Problems Check(FigureAnswer answer, FigurePresent present)
    {
        var (series, unit) = (FigureLimits.Name(answer.Series), FigureLimits.Name(answer.Unit));
        var problems = Problems.None
            .When(series is "", nameof(FigureAnswer.Series), FigureTexts.SeriesMissing)
            .When(
                series.Length > FigureLimits.LongestName, nameof(FigureAnswer.Series),
                Say(FigureTexts.LongSeries, FigureLimits.LongestName))
            .When(unit.Length > FigureLimits.LongestName, nameof(FigureAnswer.Unit), Say(FigureTexts.LongUnit, FigureLimits.LongestName));
        var wrong = FigureTable.Read(answer.Lines, unit, present.Today).Problems;
        return wrong is []
            ? problems
            : problems.Add(nameof(FigureAnswer.Lines), string.Join(' ', wrong.Take(MostProblems)) + (wrong.Count > MostProblems
                ? " " + Say(FigureTexts.MoreProblems, wrong.Count - MostProblems) : ""));
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var series = dialog.Given<FigureBeginning>()?.Series;
        var present = await dialog.Look("present", (FigureDesk desk, CancellationToken _) => desk.Present());
        if (present.Refusal is { } refusal) return Said(refusal);
        var answer = await dialog.Ask("figures", () => Form(present, series));
        var outcome = await dialog.Do("keep", (FigureDesk desk, CancellationToken _) => desk.Keep(answer, new(dialog.Id, dialog.ShownAt)));
        return outcome is { Refusal: null, Kept: { } kept } ? Ending.With(Kept(outcome.Series, kept)) : Said(outcome.Refusal!);
    }

    /// <summary>What stands in the place of the form.</summary>
    public static Card Kept(string series, FiguresKept kept)
    {
        var said = Say(FigureTexts.Kept, series, kept.Added, kept.Changed, kept.Known);
        return Card(said, Text(said), Hint(FigureTexts.KeptHint));
    }

    private static Ending Said(string words) => Ending.With(Card(words, Text(words)));
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FigureBeginning))]
[JsonSerializable(typeof(FigureAnswer))]
[JsonSerializable(typeof(FigurePresent))]
[JsonSerializable(typeof(FigureOutcome))]
internal sealed partial class FigureJson : JsonSerializerContext;
