using Dapper;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Errors;

/// <summary>Finds earlier reports while somebody types a number or a few letters of a title: the newest first, and only what they may know of.</summary>
internal static class ErrorSuggestions
{
    /// <summary>What the cards call these choices.</summary>
    public const string Dataset = "errors";

    /// <summary>As many as Teams shows.</summary>
    private const int AtMost = 15;

    /// <summary>How far back titles are looked through; older ones are found by number, and by /find.</summary>
    private const int Looked = 5_000;

    private const string Newest = "SELECT e.id, e.title FROM errors e WHERE {0} AND e.state <> 'Withdrawn' ORDER BY e.id DESC LIMIT @looked";

    /// <summary>The reports for what was typed so far; the newest for nothing.</summary>
    public static ValueTask<IReadOnlyList<Choice>> Find(TurnContext turn, string typed, CancellationToken ct)
    {
        var found = new List<Choice>();
        if (ErrorNumber.Read(typed) is { } number && OfNumber(turn, number) is { } meant) found.Add(meant);

        var words = Folding.Fold(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (id, title) in Titles(turn))
        {
            ct.ThrowIfCancellationRequested();
            var folded = Folding.Fold(title);
            if (words.All(word => folded.Contains(word, StringComparison.Ordinal)) && found.All(each => each.Value != ErrorNumber.Label(id))) found.Add(ChoiceOf(id, title));
            if (found.Count >= AtMost) break;
        }

        return new(found);
    }

    /// <summary>A report as a choice.</summary>
    public static Choice ChoiceOf(long number, string title) => new($"{ErrorNumber.Label(number)} · {title}", ErrorNumber.Label(number));

    private static Choice? OfNumber(TurnContext turn, long number) =>
        ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is { State: not ErrorState.Withdrawn } error && turn.Services.GetRequiredService<Reporter>().SightOf(error) is not Sight.Nothing
            ? ChoiceOf(error.Number, error.Title)
            : null;

    private static IEnumerable<(long Id, string Title)> Titles(TurnContext turn)
    {
        var parameters = new DynamicParameters();
        parameters.Add("looked", Looked);
        var visible = Visibility.Condition(turn.Services.GetRequiredService<Reporter>().Standing, "e", parameters, Sight.NumberAndTitle);
        return turn.Services.GetRequiredService<Session>().Connection.Query<(long, string)>(string.Format(Newest, visible), parameters, buffered: false);
    }
}
