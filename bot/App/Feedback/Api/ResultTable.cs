using System.Globalization;
using CsvHelper;
using static Improvement.Bot.TextAnalysis.SpreadsheetText;

namespace Improvement.Bot.Feedback.Api;

/// <summary>The result of a survey as CSV: a line for each figure, made of what the JSON tells.</summary>
internal static class ResultTable
{
    private static readonly string[] Columns =
    [
        "survey", "wave", "teams", "item", "question", "what", "code", "text", "number", "from", "to", "value", "lower", "upper", "note",
    ];

    /// <summary>The table, as UTF-8; no cell of it begins a formula.</summary>
    public static byte[] Of(SurveyResultResource result)
    {
        using var piece = new MemoryStream();
        using var text = new StreamWriter(piece, leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { ValidateFieldCount = false }, true);
        csv.WriteRecord(Columns);
        foreach (var line in Lines(result))
        {
            csv.WriteRecord([Harmless(result.Name), Number(result.Wave), Harmless(result.Teams), .. line.Cells]);
        }

        csv.Flush();
        text.Flush();
        return piece.ToArray();
    }

    private static IEnumerable<Line> Lines(SurveyResultResource result) =>
    [
        new("", "", "invited") { Count = Exactly(result.Invited) },
        new("", "", "responded") { Count = Exactly(result.Responded) },
        .. result.Items.SelectMany(Lines),
        .. Beside(result),
        .. result.Agents.SelectMany(agent => agent.Answers.Select(answer => new Line(answer.Key, "", "agent")
        {
            Code = answer.Value, Text = agent.Agent, Note = string.Join(' ', agent.AgentVersion, agent.RunRef).Trim(),
        })),
    ];

    private static IEnumerable<Line> Beside(SurveyResultResource result)
    {
        if (result.Drivers is { } drivers)
        {
            yield return new(drivers.Outcome, "", "drivers")
            {
                Code = drivers.Answer, Text = string.Join(", ", drivers.Items), Note = drivers.Why,
            };
        }

        if (result.Follows is { } follows) yield return new("", "", "follows") { Code = follows.Kind, Text = follows.Words };
    }

    private static IEnumerable<Line> Lines(ItemResultResource item)
    {
        Line Of(string what) => new(item.Code, item.Text, what);

        if (item.Answered is { } answered) yield return Of("answered") with { Count = Exactly(answered) };
        if (item.DoNotKnow is { } unsure) yield return Of("do-not-know") with { Count = unsure };
        if (item.Favourable is { } share)
        {
            yield return Of("favourable") with { Count = share.Count, Interval = share.Share };
            if (share.Bounds is { } bounds) yield return Of("bounds") with { Interval = bounds };
        }

        if (item.Promoters is { } score) yield return Of("promoters") with { Interval = score };
        foreach (var count in item.Counts) yield return Of("count") with { Code = count.Code, Text = count.Text, Count = count.Count };
        foreach (var step in item.Steps) yield return Of("step") with { Code = step.Code, Text = step.Text, Count = step.Count };
        if (item.Change is { } change)
        {
            yield return Of("change") with { Code = change.Verdict, Text = $"wave {change.SinceWave}", Interval = change.Share };
        }

        if (item.Trend is { } trend) yield return Of("trend") with { Code = trend.Direction, Count = Exactly(trend.Waves) };
        if (item.Written is { } written) yield return Of("written") with { Count = Exactly(written) };
        foreach (var held in item.HeldBack) yield return Of("held-back") with { Code = held.What, Note = held.Why };
    }

    private static FigureResource? Exactly(int? number) => number is { } known ? new(known, known, known) : null;

    // A number is no text: a minus sign before it begins no formula.
    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private sealed record Line(string Item, string Question, string What)
    {
        public string Code { get; init; } = "";

        public string Text { get; init; } = "";

        public FigureResource? Count { get; init; }

        public IntervalResource? Interval { get; init; }

        public string? Note { get; init; }

        /// <summary>Its cells after the name, the wave and the teams.</summary>
        public string[] Cells =>
        [
            Harmless(Item), Harmless(Question), What, Harmless(Code), Harmless(Text), Number(Count?.Number), Number(Count?.From),
            Number(Count?.To), Number(Interval?.Value), Number(Interval?.Lower), Number(Interval?.Upper), Harmless(Note ?? ""),
        ];
    }
}
