using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors;

/// <summary>The search as a form: the same that can be typed.</summary>
internal static class FindForm
{
    private const string Words = "Words", Team = "Team", State = "State", Severity = "Severity", Category = "Category", Since = "Since", Until = "Until";

    /// <summary>The form with what was asked, and what could not be understood.</summary>
    /// <param name="typed">The search as it was typed; stands in the first field when it could not be understood whole.</param>
    public static Card Card(FindReading reading, string typed)
    {
        var query = reading.Query;
        var words = reading.Good ? (query with { Teams = [], States = [], Severities = [], Categories = [], Since = null, Until = null }).ToText() : typed;
        var kept = reading.Good ? query : new FindQuery();
        return Draw.Card(
            ErrorTexts.FindHeading,
            [
                Heading(ErrorTexts.FindHeading),
                .. reading.Problems.Select(problem => Warning(problem.Message)),
                Line(Words, ErrorTexts.FindWords) with { Value = words is "" ? null : words, Placeholder = ErrorTexts.FindExample },
                Line(Team, ErrorTexts.FactTeam) with { Value = kept.Teams.FirstOrDefault() },
                Pick(State, ErrorTexts.FactState, StateChoices()) with { Placeholder = ErrorTexts.Any, Value = kept.States.Length is 1 ? kept.States[0].ToString() : kept.States.SequenceEqual(FindQuery.Open) ? "open" : null },
                Pick(Severity, ErrorTexts.FindSeverityFrom, ReportForm.Severities().Select((each, i) => (i.ToString(CultureInfo.InvariantCulture), each.Title))) with { Placeholder = ErrorTexts.Any, Value = kept.Severities.IsEmpty ? null : ((int)kept.Severities[0]).ToString(CultureInfo.InvariantCulture) },
                Pick(Category, ErrorTexts.FactCategory, Taxonomy.Starting.Kind.Codes.Select(code => (code, ErrorWords.Of(Taxonomy.Starting.Kind, code)))) with { Placeholder = ErrorTexts.Any, Value = kept.Categories.FirstOrDefault() },
                new DateInput(Since, ErrorTexts.FindSince) { Value = Day(kept.Since) },
                new DateInput(Until, ErrorTexts.FindUntil) { Value = Day(kept.Until) },
                Buttons(ExecuteAction.Of(ErrorTexts.FindIt, FindCommand.Search) with { Style = ActionStyle.Positive }),
            ]);
    }

    /// <summary>What was filled in, as one would type it.</summary>
    public static string TextOf(Values values)
    {
        string?[] parts =
        [
            values[Words],
            Filter("team:", values[Team]),
            Filter("state:", values[State]),
            Filter("severity>=", values[Severity]),
            Filter("category:", values[Category]),
            Filter("since:", values[Since]),
            Filter("until:", values[Until]),
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static IEnumerable<(string Value, string Title)> StateChoices() =>
        [("open", ErrorTexts.AnyOpen), .. Enum.GetValues<ErrorState>().Where(state => state is not ErrorState.Draft).Select(state => (state.ToString(), ErrorWords.Of(state)))];

    private static string? Filter(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : $"{name}\"{value.Replace("\"", "", StringComparison.Ordinal).Trim()}\"";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
