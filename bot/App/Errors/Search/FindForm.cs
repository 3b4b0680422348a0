using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Search;

/// <summary>The search as a form: the same that can be typed.</summary>
internal static class FindForm
{
    private const string Words = "Words", Team = "Team", State = "State", SeverityFrom = "Severity", Category = "Category", Since = "Since",
        Until = "Until", Filters = "Filters";

    /// <summary>The form with what was asked, and what could not be understood.</summary>
    /// <param name="typed">The search as it was typed; stands in the first field when it could not be understood whole.</param>
    public static Card Card(FindReading reading, string typed)
    {
        var held = reading.Good ? HeldByFields(reading.Query) : new();
        var words = reading.Good ? Without(held, reading.Query).ToText() : typed;
        return Draw.Card(
            ErrorTexts.FindHeading,
            [
                Heading(ErrorTexts.FindHeading),
                .. reading.Problems.Select(problem => Warning(problem.Message)),
                Line(Words, ErrorTexts.FindWords) with { Value = words is "" ? null : words, Placeholder = ErrorTexts.FindExample },
                Folded(Filters, [.. Narrowing(held)]) with { IsVisible = held.IsEmpty ? false : null },
                Buttons(
                    ExecuteAction.Of(ErrorTexts.FindIt, FindCommand.Search) with { Style = ActionStyle.Positive },
                    Unfold(ErrorTexts.FindFilters, Filters)),
            ]);
    }

    /// <summary>The filters that the fields can show; the others, such as two states, stay among the words.</summary>
    private static FindQuery HeldByFields(FindQuery query) => new()
    {
        Teams = query.Teams is [_] ? query.Teams : [],
        States = query.States is [_] || query.States.SequenceEqual(FindQuery.Open) ? query.States : [],
        Severities = query.Severities is [var from, ..]
            && query.Severities.SequenceEqual(Enum.GetValues<Severity>().Where(severity => severity >= from))
            ? query.Severities
            : [],
        Categories = query.Categories is [var category] && Taxonomy.Starting.Kind.Offers(category) ? query.Categories : [],
        Since = query.Since,
        Until = query.Until,
    };

    private static FindQuery Without(FindQuery held, FindQuery query) => query with
    {
        Teams = held.Teams.IsEmpty ? query.Teams : [],
        States = held.States.IsEmpty ? query.States : [],
        Severities = held.Severities.IsEmpty ? query.Severities : [],
        Categories = held.Categories.IsEmpty ? query.Categories : [],
        Since = null,
        Until = null,
    };

    /// <summary>The inputs that narrow a search; folded away until one of them is used.</summary>
    private static IEnumerable<Element> Narrowing(FindQuery held)
    {
        yield return Line(Team, ErrorTexts.FactTeam) with { Value = held.Teams.FirstOrDefault() };
        yield return Pick(State, ErrorTexts.FactState, StateChoices(held)) with { Placeholder = ErrorTexts.Any, Value = held.States is [var state] ? state.ToString() : held.States.IsEmpty ? null : "open" };
        yield return Pick(
            SeverityFrom, ErrorTexts.FindSeverityFrom,
            ErrorInputs.Severities().Select((each, i) =>
                (
                    i.ToString(CultureInfo.InvariantCulture),
                    each.Title))) with { Placeholder = ErrorTexts.Any, Value = held.Severities.IsEmpty
                ? null
                : ((int)held.Severities[0]).ToString(CultureInfo.InvariantCulture) };
        yield return Pick(
            Category, ErrorTexts.FactCategory,
            Taxonomy.Starting.Kind.Codes.Select(code =>
                (
                    code,
                    ErrorWords.Of(
                        Taxonomy.Starting.Kind, code)))) with { Placeholder = ErrorTexts.Any, Value = held.Categories.FirstOrDefault() };
        yield return new DateInput(Since, ErrorTexts.FindSince) { Value = Day(held.Since) };
        yield return new DateInput(Until, ErrorTexts.FindUntil) { Value = Day(held.Until) };
    }

    /// <summary>What was filled in, as one would type it.</summary>
    public static string TextOf(Values values)
    {
        string?[] parts =
        [
            values[Words],
            Filter("team:", values[Team]),
            Filter("state:", values[State]),
            Filter("severity>=", values[SeverityFrom]),
            Filter("category:", values[Category]),
            Filter("since:", values[Since]),
            Filter("until:", values[Until]),
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static IEnumerable<(string Value, string Title)> StateChoices(FindQuery held) =>
        [
            ("open", ErrorTexts.AnyOpen),
            .. FindNames.InUse.Union(held.States is [var other] ? [other] : []).Select(state => (state.ToString(), ErrorWords.Of(state)))];

    private static string? Filter(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : $"{name}\"{value.Replace("\"", "", StringComparison.Ordinal).Trim()}\"";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
