using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api.Keys;

/// <summary>A key of an AI agent or of another system.</summary>
/// <param name="Handle">The part that may be seen.</param>
/// <param name="SecretHash">Null until its secret was made.</param>
/// <param name="SecretsMade">How many secrets it has had; only the newest is good.</param>
/// <param name="Owner">The agent or system, which is somebody like everybody who reports.</param>
/// <param name="Team">The team in which it acts; it sees what a member of that team sees.</param>
/// <param name="TeamIsThere">Whether the bot is still in that team.</param>
internal sealed record ApiKey(
    long Id, string Handle, string? SecretHash, int SecretsMade, Person Owner, TeamId Team, string TeamName, bool TeamIsThere,
    ImmutableArray<string> Scopes,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>What it may be called.</summary>
    public string Name => Owner.ShownName;

    /// <summary>Whether its time is over.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Whether it may be used for one of these.</summary>
    public bool Covers(ImmutableArray<string> scopes) => scopes.Any(scope => Scopes.Contains(scope, StringComparer.Ordinal));
}

/// <summary>What an administrator fills in to make a key; the properties are the inputs of the form.</summary>
/// <param name="Days">How long it is good; 0 for ever.</param>
internal sealed record NewKey(string Name, long Team, KeyOwner Kind = KeyOwner.Agent, int Days = 90)
{
    /// <summary>The ticks of the scopes that kinds of record offer.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Ticked { get; set; }

    /// <summary>The scopes that were ticked, in the order in which they are offered.</summary>
    public IEnumerable<string> Scopes(RecordKinds kinds) =>
        kinds.Scopes.Where(scope => Ticks.IsSet(Ticked, scope.Input)).Select(scope => scope.Name);
}

/// <summary>Whose key it is.</summary>
internal enum KeyOwner
{
    /// <summary>An AI agent.</summary>
    Agent,

    /// <summary>Another system.</summary>
    System,
}
