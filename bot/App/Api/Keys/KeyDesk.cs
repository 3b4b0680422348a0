using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Api;

/// <summary>What an administrator does with keys in the personal chat; anybody else is told why not, and that is noted.</summary>
internal sealed class KeyDesk(ApiKeys keys, Teams teams, Standings standings, CurrentTurn current)
{
    /// <summary>Why the one who asks may not; null when they may.</summary>
    public string? WhyNot() =>
        current.Turn?.Activity.Conversation.Kind is not ConversationKind.Personal ? KeysTexts.OnlyInPersonalChat
        : standings.OfSender().IsAdministrator ? null
        : KeysTexts.OnlyAdministrators;

    /// <summary>The same; a refusal is noted.</summary>
    /// <param name="key">The number of the key that it is about; 0 for none.</param>
    public string? Refusal(long key = 0)
    {
        if (WhyNot() is not { } why) return null;
        if (current.Writer is not null) keys.Refused(key);
        else current.Turn!.Write(_ =>
        {
            keys.Refused(key);
            return default;
        });
        return why;
    }

    /// <summary>What the form begins with.</summary>
    public ValueTask<KeyBeginning> Begin(CancellationToken ct) =>
        new(WhyNot() is { } why ? new KeyBeginning(why) : new KeyBeginning(null, [.. teams.All().Select(team => new KeyTeam(team.Id.Value, team.Name))]));

    /// <summary>Makes a key, as yet without a secret.</summary>
    public ValueTask<MadeKey> Make(NewKey asked, CancellationToken ct)
    {
        if (Refusal() is { } why) return new(new MadeKey(why));
        var id = keys.Create(asked);
        return new(new MadeKey(null, id, asked.Name.Trim()));
    }
}

/// <summary>What the form that makes a key begins with.</summary>
/// <param name="Refusal">Why it does not begin at all.</param>
internal sealed record KeyBeginning(string? Refusal = null, KeyTeam[]? Teams = null);

/// <summary>A team that a key can be for.</summary>
internal sealed record KeyTeam(long Id, string Name);

/// <summary>A key that was made.</summary>
internal sealed record MadeKey(string? Refusal = null, long Id = 0, string? Name = null);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(KeyBeginning))]
[JsonSerializable(typeof(MadeKey))]
internal sealed partial class KeysJson : JsonSerializerContext;
