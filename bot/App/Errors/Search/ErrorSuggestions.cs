using Dapper;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Similarity;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Search;

/// <summary>
/// Finds earlier reports while somebody types a number or a few letters of a title: the newest first, and only what they may know of.
/// </summary>
internal static class ErrorSuggestions
{
    /// <summary>What the cards call these choices.</summary>
    public const string Dataset = "errors";

    /// <summary>As many as Teams shows.</summary>
    private const int AtMost = 15;

    /// <summary>How many reports are looked through, whoever may see them; older ones are found by number, and by /find.</summary>
    private const int Looked = 5_000;

    private const int Batch = 200;

    /// <summary>The reports for what was typed so far; the newest for nothing.</summary>
    public static ValueTask<IReadOnlyList<Choice>> Find(TurnContext turn, string typed, CancellationToken ct)
    {
        var found = new List<Choice>();
        if (ErrorNumber.Read(typed) is { } number && OfNumber(turn, number) is { } meant) found.Add(meant);

        var words = Folding.Fold(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (id, title) in Titles(turn, ct))
        {
            var folded = Folding.Fold(title);
            if (words.All(word => folded.Contains(word, StringComparison.Ordinal))
                && found.All(each => each.Value != ErrorNumber.Label(id)))
            {
                found.Add(ChoiceOf(id, title));
            }
            if (found.Count >= AtMost) break;
        }

        return new(found);
    }

    /// <summary>A report as a choice.</summary>
    public static Choice ChoiceOf(long number, string title) => new($"{ErrorNumber.Label(number)} · {title}", ErrorNumber.Label(number));

    private static Choice? OfNumber(TurnContext turn, long number) =>
        ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is { State: not ErrorState.Withdrawn } error
            && turn.Services.GetRequiredService<Reporter>().AccessTo(error) is not AccessLevel.Nothing
            ? ChoiceOf(error.Number, error.Title)
            : null;

    private static IEnumerable<(long Id, string Title)> Titles(TurnContext turn, CancellationToken ct)
    {
        var session = turn.Services.GetRequiredService<Session>();
        var viewer = turn.Services.GetRequiredService<Actor>().Principal;
        var sharing = turn.Services.GetRequiredService<Teams>().All().Where(team => team.SharesSimilar).Select(team => team.Id);
        var keys = new ErrorKeys(session, VisibleRanges.Of(viewer, sharing), new(FindMark.Newest, FindMark.Oldest, ToOlder: true), Looked);
        for (var looked = 0; looked < Looked; looked += Batch)
        {
            var some = session.Read(_ => keys.Next(Batch), ct);
            foreach (var title in session.Read(reading => TitlesOf(reading, viewer, some), ct)) yield return title;
            if (some.Count < Batch) yield break;
        }
    }

    private static List<(long Id, string Title)> TitlesOf(Session session, Principal viewer, List<FindMark> some)
    {
        var parameters = new DynamicParameters();
        var visible = ErrorKind.Access.Condition(viewer, "e", parameters, AccessLevel.NumberAndTitle);
        var among = parameters.AddAll("id", some.Select(key => key.Number));
        return session.Connection.Query<(long, string)>(
            $"SELECT e.id, e.title FROM errors e WHERE e.id IN {among} AND {visible} AND e.state <> 'Withdrawn' ORDER BY e.created_at DESC, e.id DESC",
            parameters).AsList();
    }
}
