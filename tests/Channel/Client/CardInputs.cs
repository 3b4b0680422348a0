using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// What a client does with the inputs of a card: fills in the values of the card, checks, and sends everything as strings.
/// </summary>
internal static class CardInputs
{
    /// <summary>The data of a button with the inputs merged in.</summary>
    public static JsonNode? Merge(CardButton button, IReadOnlyList<(string Id, string Value)> typed)
    {
        var data = button.Action["data"]?.DeepClone();
        if (data is not (null or JsonObject) || Sent(button) is not { Count: > 0 } inputs)
        {
            return data;
        }

        var merged = (JsonObject?)data ?? [];
        foreach (var input in inputs)
        {
            var id = Wire.Text(input, "id");
            if (Entered(input, typed) is { } value)
            {
                merged[id] = value;
            }
        }

        return merged;
    }

    /// <summary>The client's own complaints, by input id.</summary>
    public static IReadOnlyDictionary<string, string> Complaints(CardButton button, IReadOnlyList<(string Id, string Value)> typed)
    {
        var inputs = button.Scope.Inputs.ToList();
        if (typed.FirstOrDefault(t => inputs.TrueForAll(i => Wire.Text(i, "id") != t.Id)) is { Id: { } unknown })
        {
            throw new PressRefusedException($"There is no input “{unknown}” at “{button.Title}”; there "
                + $"are: {string.Join(", ", inputs.Select(i => Wire.Text(i, "id")))}");
        }

        return Sent(button)
            .Select(i => (Id: Wire.Text(i, "id"), Wrong: Complaint(i, Entered(i, typed) ?? "")))
            .Where(c => c.Wrong is not null)
            .ToDictionary(c => c.Id, c => c.Wrong!);
    }

    /// <summary>The value a card shows in an input at first.</summary>
    public static string? Shown(JsonObject input) => input["value"] is JsonValue value
        ? value.TryGetValue(out string? text) ? text : value.TryGetValue(out bool on) ? (on ? "true" : "false") : value.ToJsonString()
        : null;

    private static List<JsonObject> Sent(CardButton button) =>
        string.Equals(Wire.Text(button.Action, "associatedInputs"), "none", StringComparison.OrdinalIgnoreCase)
            ? []
            : [.. button.Scope.Inputs];

    private static string? Entered(JsonObject input, IReadOnlyList<(string Id, string Value)> typed)
    {
        var id = Wire.Text(input, "id");
        return typed.LastOrDefault(t => t.Id == id).Value ?? Shown(input) ?? Wire.Text(input, "type") switch
        {
            "Input.Text" => "",
            "Input.Toggle" => Wire.Maybe(input, "valueOff") ?? "false",
            _ => null,
        };
    }

    private static string? Complaint(JsonObject input, string value)
    {
        if (value.Length == 0 || (Wire.Text(input, "type") == "Input.Toggle" && value != (Wire.Maybe(input, "valueOn") ?? "true")))
        {
            return Wire.Flag(input, "isRequired") ? "required" : null;
        }

        return Wire.Text(input, "type") switch
        {
            "Input.Text" => Text(input, value),
            "Input.Number" => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? Range(input, number) : "not a number",
            "Input.Date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) ? Order(input, value) : "not a date",
            "Input.Time" => TimeOnly.TryParseExact(value, "HH:mm", out _) ? Order(input, value) : "not a time",
            "Input.ChoiceSet" => Choice(input, value),
            _ => null,
        };
    }

    private static string? Text(JsonObject input, string value) =>
        input["maxLength"] is JsonValue max && max.TryGetValue(out int most) && value.Length > most ? "too long"
        : Wire.Maybe(input, "regex") is { Length: > 0 } pattern && !Regex.IsMatch(value, pattern, RegexOptions.ECMAScript)
            ? "not of the right form"
        : null;

    private static string? Range(JsonObject input, double value) =>
        input["min"] is JsonValue min && min.TryGetValue(out double low) && value < low ? "too small"
        : input["max"] is JsonValue max && max.TryGetValue(out double high) && value > high ? "too large"
        : null;

    private static string? Order(JsonObject input, string value) =>
        Wire.Maybe(input, "min") is { Length: > 0 } min && string.CompareOrdinal(value, min) < 0 ? "too early"
        : Wire.Maybe(input, "max") is { Length: > 0 } max && string.CompareOrdinal(value, max) > 0 ? "too late"
        : null;

    private static string? Choice(JsonObject input, string value)
    {
        if (input.ContainsKey("choices.data"))
        {
            return null;
        }

        var offered = Wire.Objects(input, "choices").Select(c => Wire.Text(c, "value")).ToHashSet();
        var chosen = Wire.Flag(input, "isMultiSelect") ? value.Split(',') : [value];
        return chosen.All(offered.Contains) ? null : "not offered";
    }
}
