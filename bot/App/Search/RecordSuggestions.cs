using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Search;

/// <summary>
/// Finds earlier records of a kind while somebody types a number or a few letters of a title: the newest first, and only what they may know
/// of.
/// </summary>
internal static class RecordSuggestions
{
    /// <summary>As many as Teams shows.</summary>
    private const int AtMost = 15;

    /// <summary>How many records are looked through, whoever may see them; older ones are found by number, and by /find.</summary>
    private const int Looked = 5_000;

    private const int Batch = 200;

    /// <summary>What cards call the choices of a kind.</summary>
    public static string DatasetOf(RecordKind kind) => kind.Name + "s";

    /// <summary>The records for what was typed so far; the newest for nothing.</summary>
    public static IReadOnlyList<Choice> Find(TurnContext turn, RecordKind kind, string typed, CancellationToken ct)
    {
        var found = new List<Choice>();
        if (kind.Labels.Read(typed) is { } number)
        {
            found.AddRange(Titles(turn, kind, [new(0, number)]).Select(each => ChoiceOf(kind, each)));
        }

        var words = Folding.Fold(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var each in Newest(turn, kind, ct))
        {
            var folded = Folding.Fold(each.Title);
            var fits = words.All(word => folded.Contains(word, StringComparison.Ordinal));
            if (fits && found.All(earlier => earlier.Value != kind.Labels.Of(each.Number))) found.Add(ChoiceOf(kind, each));
            if (found.Count >= AtMost) break;
        }

        return found;
    }

    /// <summary>A record as a choice.</summary>
    public static Choice ChoiceOf(RecordKind kind, (long Number, string Title) record) =>
        new($"{kind.Labels.Of(record.Number)} · {record.Title}", kind.Labels.Of(record.Number));

    private static IEnumerable<(long Number, string Title)> Newest(TurnContext turn, RecordKind kind, CancellationToken ct)
    {
        var session = turn.Services.GetRequiredService<Session>();
        var viewer = turn.Services.GetRequiredService<Actor>().Principal;
        var sharing = turn.Services.GetRequiredService<Teams>().All().Where(team => team.SharesSimilar).Select(team => team.Id);
        var kinds = turn.Services.GetRequiredService<RecordKinds>();
        var span = new FindSpan(FindMark.Newest, FindMark.Oldest, ToOlder: true);
        var keys = new RangeMerge(session, kinds, VisibleRanges.Of(kind, viewer, sharing), span, Looked);
        for (var looked = 0; looked < Looked; looked += Batch)
        {
            var some = session.Read(_ => keys.Next(Batch), ct);
            foreach (var each in session.Read(_ => Titles(turn, kind, some), ct)) yield return each;
            if (some.Count < Batch) yield break;
        }
    }

    private static List<(long Number, string Title)> Titles(TurnContext turn, RecordKind kind, List<FindMark> some)
    {
        var present = kind.Withdrawn.IsEmpty ? Sql.Of($"e.state IS NOT NULL") : Sql.Of($"e.state NOT IN {kind.Withdrawn}");
        var visible = kind.Access.Condition(turn.Services.GetRequiredService<Actor>().Principal, AccessLevel.NumberAndTitle);
        var titles = new List<(long Number, string Title)>();
        using var rows = turn.Services.GetRequiredService<Session>().Statements.Read(
            $"""
            SELECT e.id, e.title FROM {kind.Access.Table.Table} e
            WHERE e.id IN {some.Select(key => key.Number)} AND {visible} AND {present} ORDER BY e.created_at DESC, e.id DESC
            """);
        while (rows.Read()) titles.Add((rows.GetInt64(0), rows.GetString(1)));
        return titles;
    }
}
