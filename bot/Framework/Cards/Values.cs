using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Improvement.Bot.Framework.Cards;

/// <summary>What a person typed, by input, exactly as the channel delivered it.</summary>
public sealed record Values(ImmutableSortedDictionary<string, string> ByInput)
{
    /// <summary>Nothing typed.</summary>
    public static readonly Values None = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>What was typed into an input; null when it was not sent.</summary>
    public string? this[string input] => ByInput.GetValueOrDefault(input);

    /// <summary>The values with one replaced.</summary>
    public Values With(string input, string value) => new(ByInput.SetItem(input, value));

    /// <summary>Reads what a button sent: strings as they are, numbers and booleans as their text, anything else left out.</summary>
    public static Values From(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Object) return None;

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in data.EnumerateObject())
        {
            try
            {
                if (property.Value.ValueKind is JsonValueKind.String) values[property.Name] = property.Value.GetString()!;
                else if (property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                {
                    values[property.Name] = property.Value.GetRawText();
                }
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: no text, so nothing was typed.
            }
        }

        return new(values.ToImmutable());
    }

    /// <summary>The record that these values fill. An input that was left empty counts as not given.</summary>
    /// <param name="inputs">The inputs of the form; other values that a button adds are read as well.</param>
    /// <exception cref="JsonException">A value does not fit; its path names the input.</exception>
    internal T As<T>(IEnumerable<string> inputs, JsonTypeInfo<T> json) where T : notnull
    {
        var optional = inputs.ToHashSet(StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in ByInput)
            {
                if (value.Length > 0 || !optional.Contains(name)) Write(writer, name, value, json);
            }

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize(buffer.WrittenSpan, json) ?? throw new JsonException("The form came back empty.");
    }

    /// <summary>Clients send ticks as text as well, and times without seconds, which is not how a record reads them.</summary>
    private static void Write<T>(Utf8JsonWriter writer, string name, string value, JsonTypeInfo<T> json)
    {
        var type = json.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType;
        if ((type == typeof(bool) || type == typeof(bool?)) && bool.TryParse(value, out var ticked)) writer.WriteBoolean(name, ticked);
        else if ((type == typeof(TimeOnly) || type == typeof(TimeOnly?)) && value.Length is 5) writer.WriteString(name, value + ":00");
        else writer.WriteString(name, value);
    }
}
