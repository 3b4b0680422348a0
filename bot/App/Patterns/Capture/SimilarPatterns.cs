using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>Finds the patterns, and the attempts, that are like what somebody writes, as far as they may know of them.</summary>
internal sealed class SimilarPatterns(Session session, Actor actor, Teams teams, SimilarityIndex index)
{
    /// <summary>How many are offered at most.</summary>
    public const int AtMost = 3;

    /// <summary>How many candidates are looked at for those that may be shown.</summary>
    private const int Candidates = 24;

    /// <summary>Other teams that are searched at most.</summary>
    private const int MostOtherTeams = 20;

    private Answer<bool>? _areThereAny;

    /// <summary>Asks whether there is any pattern at all, in the round trip of what is asked next.</summary>
    public void AskAhead() =>
        _areThereAny ??= session.Statements.Ask($"SELECT id FROM patterns LIMIT 1", rows => rows.Read());

    /// <summary>
    /// The patterns most like a text that the person sees whole, for what outlasts the moment; nothing below the likeness that is worth
    /// showing.
    /// </summary>
    /// <param name="except">The pattern that the text is of.</param>
    /// <param name="atLeast">How much of them the person must see.</param>
    /// <param name="within">The teams to search; null for all whose patterns the person may know of.</param>
    public long[] NumbersTo(
        string text, long? except = null, AccessLevel atLeast = AccessLevel.NumberAndTitle, IReadOnlyList<TeamId>? within = null)
    {
        AskAhead();
        if (!_areThereAny!.Value) return [];
        var asked = Fingerprint.Of(CaptureText.TitleOf(text), text);
        var scopes = (within?.Select(team => team.Value) ?? Scopes()).Distinct();
        var alike = index.LikeThis(PatternKind.Definition, [.. scopes], asked, Candidates)
            .Where(each => each.IsShown && each.Record != except)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record)
            .Select(each => each.Record).Distinct().ToArray();
        var seen = Look(alike, atLeast).Select(each => each.Number).ToHashSet();
        return [.. alike.Where(seen.Contains).Take(AtMost)];
    }

    /// <summary>What the person may see at this moment of patterns that were found earlier, in their order.</summary>
    public SimilarPattern[] Shown(IReadOnlyCollection<long> numbers)
    {
        var seen = Look(numbers, AccessLevel.NumberAndTitle).ToDictionary(each => each.Number);
        return [.. numbers.Where(seen.ContainsKey).Select(number => seen[number])];
    }

    private List<SimilarPattern> Look(IReadOnlyCollection<long> numbers, AccessLevel atLeast)
    {
        var found = new List<SimilarPattern>();
        if (numbers.Count is 0) return found;
        using var row = session.Statements.Read($"""
            SELECT e.id, e.title, e.is_attempt, e.state, {PatternKind.Access.FactColumns(actor.Principal)}
            FROM patterns e WHERE e.id IN {numbers} AND e.state <> {nameof(PatternState.Retired)}
            """);
        while (row.Read())
        {
            var level = PatternKind.Access.Of(actor.Principal, Access.ReadFacts(row, 4));
            if (level < atLeast) continue;
            found.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetBoolean(2),
                level is AccessLevel.Everything ? Enum.Parse<PatternState>(row.GetString(3)) : null));
        }

        return found;
    }

    /// <summary>The person's own teams first, then those that share.</summary>
    private IEnumerable<long> Scopes()
    {
        if (actor.Id is { } me) yield return RecordText.ScopeOf(null, me.Value);
        var mine = actor.Teams;
        foreach (var team in mine) yield return team.Id.Value;
        foreach (var team in teams.All().Where(team => team.SharesSimilar && mine.All(each => each.Id != team.Id)).Take(MostOtherTeams))
        {
            yield return team.Id.Value;
        }
    }
}
