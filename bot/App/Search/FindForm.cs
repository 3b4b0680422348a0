using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Search;

/// <summary>The search as a form: the same that can be typed.</summary>
internal static class FindForm
{
    private const string Words = "Words", Team = "Team", State = "State", Since = "Since", Until = "Until", Narrower = "Filters";

    /// <summary>The form with what was asked, and what could not be understood.</summary>
    /// <param name="typed">The search as it was typed; stands in the first field when it could not be understood whole.</param>
    public static Card Card(RecordKinds kinds, FindReading reading, string typed)
    {
        var held = reading.Good ? HeldByInputs(kinds, reading.Query) : new();
        var words = reading.Good ? Without(held, reading.Query).ToText(kinds) : typed;
        return Draw.Card(
            SearchTexts.FindHeading,
            [
                Heading(SearchTexts.FindHeading),
                .. reading.Problems.Select(problem => Warning(problem.Message)),
                Line(Words, SearchTexts.FindWords) with { Value = words is "" ? null : words, Placeholder = SearchTexts.FindExample },
                Folded(Narrower, [.. Narrowing(kinds, held)]) with { IsVisible = held.IsEmpty ? false : null },
                Buttons(
                    ExecuteAction.Of(SearchTexts.FindIt, FindCommand.Search) with { Style = ActionStyle.Positive },
                    Unfold(SearchTexts.FindFilters, Narrower)),
            ]);
    }

    /// <summary>The filters that the inputs can show; the others, such as two states, stay among the words.</summary>
    private static FindQuery HeldByInputs(RecordKinds kinds, FindQuery query) => new()
    {
        Teams = query.Teams is [_] ? query.Teams : [],
        States = query.States is [_] ? query.States : [],
        Filters = query.Filters.RemoveRange(
            kinds.Filters.Where(filter => !filter.FitsInput(query.CodesOf(filter))).Select(filter => filter.Name)),
        Since = query.Since,
        Until = query.Until,
    };

    private static FindQuery Without(FindQuery held, FindQuery query) => query with
    {
        Teams = held.Teams.IsEmpty ? query.Teams : [],
        States = held.States.IsEmpty ? query.States : [],
        Filters = query.Filters.RemoveRange(held.Filters.Keys),
        Since = null,
        Until = null,
    };

    /// <summary>The inputs that narrow a search; folded away until one of them is used.</summary>
    private static IEnumerable<Element> Narrowing(RecordKinds kinds, FindQuery held)
    {
        yield return Line(Team, SearchTexts.Team) with { Value = held.Teams.FirstOrDefault() };
        yield return Pick(State, SearchTexts.State, StateChoices(kinds, held)) with
        {
            Placeholder = SearchTexts.Any,
            Value = held.States is [var chosen] ? ValueOf(kinds, chosen) : null,
        };
        foreach (var filter in kinds.Filters) yield return filter.InputFor(held.CodesOf(filter));
        yield return new DateInput(Since, SearchTexts.FindSince) { Value = Day(held.Since) };
        yield return new DateInput(Until, SearchTexts.FindUntil) { Value = Day(held.Until) };
    }

    /// <summary>What was filled in, as one would type it.</summary>
    public static string TextOf(RecordKinds kinds, Values values)
    {
        string?[] parts =
        [
            values[Words],
            Filter("team:", values[Team]),
            Filter("state:", values[State]),
            .. kinds.Filters.Select(filter => Filter(filter.Name + filter.InputSign, values[filter.InputId])),
            Filter("since:", values[Since]),
            Filter("until:", values[Until]),
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    /// <summary>The states that a record can be in, and the one that was asked for.</summary>
    private static IEnumerable<(string Value, string Title)> StateChoices(RecordKinds kinds, FindQuery held) =>
    [
        (FindQuery.Open, SearchTexts.AnyOpen),
        .. kinds.States.Where(state => state.IsInUse || held.States.Contains(state.Typed)).DistinctBy(state => state.Code)
            .Select(state => (state.Code, state.Words())),
    ];

    private static string ValueOf(RecordKinds kinds, string typed) =>
        kinds.States.FirstOrDefault(state => state.Typed == typed)?.Code ?? typed;

    private static string? Filter(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : $"{name}\"{value.Replace("\"", "", StringComparison.Ordinal).Trim()}\"";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
