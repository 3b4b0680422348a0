using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>Names a person inside the product; outside they are an Entra object id and tenant, or a channel's id.</summary>
internal readonly record struct PersonId(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Names a team in which the bot is or was installed.</summary>
[JsonConverter(typeof(TeamIdJson))]
internal readonly record struct TeamId(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Writes ids into JSON as numbers, and reads them from numbers and from the texts of a card's inputs.</summary>
internal sealed class TeamIdJson : JsonConverter<TeamId>
{
    /// <inheritdoc/>
    public override TeamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
            ? long.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var id) ? new(id) : throw new JsonException()
            : new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TeamId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
