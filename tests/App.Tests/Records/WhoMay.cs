using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Tests.Records;

/// <summary>
/// A table that a person can check: for each step of a kind of record and the states in which it is the same, which people may take it and
/// where it leads; and below it, for each fact that changes the answer, what it is then.
/// </summary>
internal sealed class WhoMay<TState, TAction, TFacts>(
    StateMachine<TState, TAction, TFacts> machine, ImmutableArray<(string Name, Principal Who, Func<TFacts, TFacts> To)> people,
    ImmutableArray<(string Name, Func<TFacts, TFacts> Of)> variants)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    /// <summary>Draws the table.</summary>
    /// <param name="factsIn">The facts of an ordinary record in a state.</param>
    public string Draw(Func<TState, TFacts> factsIn)
    {
        var page = new StringBuilder();
        foreach (var action in Enum.GetValues<TAction>())
        {
            var answers = Enum.GetValues<TState>().Select(state => (State: state, Answers: AnswersIn(state, action, factsIn(state))));
            foreach (var same in answers.Where(each => each.Answers is not Nobody).GroupBy(each => each.Answers, each => each.State))
            {
                page.Append(null, $"{action} ({string.Join(", ", same)}): {same.Key}\n");
            }
        }

        return page.ToString();
    }

    private string AnswersIn(TState state, TAction action, TFacts facts)
    {
        var usual = Answer(state, action, facts);
        var others = variants.Select(each => (each.Name, Then: Answer(state, action, each.Of(facts)))).Where(each => each.Then != usual);
        return string.Join("\n    ", [usual, .. others.Select(each => $"{each.Name}: {each.Then}")]);
    }

    private const string Nobody = "nobody";

    private string Answer(TState state, TAction action, TFacts facts)
    {
        var taken = people.Select(each => (each.Name, Row: machine.Find(each.Who, action, state, each.To(facts))))
            .Where(each => each.Row is not null)
            .GroupBy(each => (each.Row!.To, each.Row.NeedsReason), each => each.Name)
            .Select(ways => $"{string.Join(", ", ways)}{Where(state, ways.Key.To)}{(ways.Key.NeedsReason ? " with a reason" : "")}");
        return string.Join("; ", taken) is { Length: > 0 } answer ? answer : Nobody;
    }

    private static string Where(TState from, TState to) => from.Equals(to) ? "" : $" -> {to}";
}

/// <summary>Compares what a test draws with the page beside it that was checked by a person.</summary>
internal static class CheckedPage
{
    /// <summary>Compares; with <c>UPDATE_GOLDEN=1</c> in the environment the page is written anew.</summary>
    public static void Compare(string drawn, string page)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1") File.WriteAllText(page, drawn);
        File.ReadAllText(page).Should().Be(drawn, "UPDATE_GOLDEN=1 draws it anew, for a person to check");
    }
}
