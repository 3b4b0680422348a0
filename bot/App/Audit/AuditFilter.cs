using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Audit;

/// <summary>What of the trail is asked for; all of it where nothing is said.</summary>
internal sealed record AuditFilter
{
    /// <summary>The records, by kind and number; any where there is none.</summary>
    public ImmutableArray<(string Kind, long Number)> Records { get; init; } = [];

    /// <summary>The kinds of record, such as <c>role</c>; any where there is none.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Pieces of the names of steps, such as <c>approved</c>; any where there is none.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>Who did it; anybody where there is none and the bot is not meant.</summary>
    public ImmutableArray<long> People { get; init; } = [];

    /// <summary>Whether what the bot did by itself is meant.</summary>
    public bool IsOfBot { get; init; }

    /// <summary>The first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment that is no longer meant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>As it can be typed again.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The condition on the rows of <c>record_events</c>, called <c>e</c>.</summary>
    public Sql Condition(Sql place)
    {
        List<Sql> all = [place];
        if (!Records.IsEmpty)
        {
            all.Add(Sql.AnyOf(Records.Select(each => Sql.Of($"e.record_kind = {each.Kind} AND e.record_id = {each.Number}"))));
        }
        if (!Kinds.IsEmpty) all.Add(Sql.Of($"e.record_kind IN {Kinds}"));
        if (!Steps.IsEmpty) all.Add(Sql.AnyOf(Steps.Select(step => Sql.Of($"e.what LIKE {"%" + step + "%"}"))));
        if (!People.IsEmpty || IsOfBot) all.Add(Actors());
        if (From is { } from) all.Add(Sql.Of($"e.at >= {from}"));
        if (Until is { } until) all.Add(Sql.Of($"e.at < {until}"));
        return Sql.AllOf(all);
    }

    /// <summary>What is noted of it where the trail is read: numbers and names of steps, never names of people.</summary>
    public string ToData(string? format = null) => EventData.Of(
        ("records", Listed(Records.Select(each => $"{each.Kind} {each.Number}"))), ("kinds", Listed(Kinds)), ("steps", Listed(Steps)),
        ("people", Listed(People.Select(person => $"{person}"))), ("bot", IsOfBot ? true : null),
        ("from", From?.ToStoredMilliseconds()), ("until", Until?.ToStoredMilliseconds()), ("format", format));

    private Sql Actors()
    {
        List<Sql> either = [];
        if (!People.IsEmpty) either.Add(Sql.Of($"e.actor IN {People}"));
        if (IsOfBot) either.Add(Sql.Of($"e.actor_kind = {ActorKind.Bot}"));
        return Sql.AnyOf(either);
    }

    private static string? Listed(IEnumerable<string> values) => string.Join(",", values) is { Length: > 0 } list ? list : null;
}

/// <summary>A filter that was read, or why it could not be.</summary>
/// <param name="Complaint">Null where it was understood.</param>
internal sealed record AuditReading(AuditFilter Filter, string? Complaint = null);
