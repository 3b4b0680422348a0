using System.Text.Json.Serialization;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api.Keys;

/// <summary>What the conversation that makes a key looks up and brings about.</summary>
internal sealed class KeyDialogService(ApiKeys keys, Teams teams, RecordKinds kinds, AdministratorsOnly administrators)
{
    /// <summary>What the form begins with.</summary>
    public ValueTask<KeyBeginning> Begin(CancellationToken ct) =>
        new(
            administrators.WhyNot() is { } why
                ? new KeyBeginning(why)
                : new KeyBeginning(null, [.. teams.All().Select(team => new KeyTeam(team.Id, team.Name))]));

    /// <summary>Makes a key, as yet without a secret.</summary>
    public ValueTask<MadeKey> Make(NewKey asked, CancellationToken ct)
    {
        if (administrators.Refusal(ApiKeys.RecordKind) is { } why) return new(new MadeKey(why));
        var id = keys.Create(asked, asked.Scopes(kinds));
        return new(new MadeKey(null, id, asked.Name.Trim()));
    }
}

/// <summary>What the form that makes a key begins with.</summary>
/// <param name="Refusal">Why it does not begin at all.</param>
internal sealed record KeyBeginning(string? Refusal = null, KeyTeam[]? Teams = null);

/// <summary>A team that a key can be for.</summary>
internal sealed record KeyTeam(TeamId Id, string Name);

/// <summary>A key that was made.</summary>
internal sealed record MadeKey(string? Refusal = null, long Id = 0, string? Name = null);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(KeyBeginning))]
[JsonSerializable(typeof(MadeKey))]
internal sealed partial class KeysJson : JsonSerializerContext;
