using System.Text.Json;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Cards;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(TextBlock))]
[JsonSerializable(typeof(FactSet))]
[JsonSerializable(typeof(Container))]
[JsonSerializable(typeof(ColumnSet))]
[JsonSerializable(typeof(Table))]
[JsonSerializable(typeof(Badge))]
[JsonSerializable(typeof(BarChart))]
[JsonSerializable(typeof(ActionSet))]
[JsonSerializable(typeof(TextInput))]
[JsonSerializable(typeof(ChoiceInput))]
[JsonSerializable(typeof(ToggleInput))]
[JsonSerializable(typeof(DateInput))]
[JsonSerializable(typeof(TimeInput))]
[JsonSerializable(typeof(ExecuteAction))]
[JsonSerializable(typeof(SubmitAction))]
[JsonSerializable(typeof(OpenUrlAction))]
[JsonSerializable(typeof(ToggleVisibilityAction))]
internal sealed partial class CardJson : JsonSerializerContext;

/// <summary>
/// Writes each element by the code that was generated for its type. The serialiser's own polymorphism would go through its slow path, and
/// writing cards is a good part of what a turn costs.
/// </summary>
internal sealed class ElementConverter : JsonConverter<Element>
{
    public override void Write(Utf8JsonWriter writer, Element value, JsonSerializerOptions options)
    {
        var json = CardJson.Default;
        switch (value)
        {
            case TextBlock text: json.TextBlock.SerializeHandler!(writer, text); break;
            case ChoiceInput choice: json.ChoiceInput.SerializeHandler!(writer, choice); break;
            case TextInput text: json.TextInput.SerializeHandler!(writer, text); break;
            case FactSet facts: json.FactSet.SerializeHandler!(writer, facts); break;
            case ActionSet actions: json.ActionSet.SerializeHandler!(writer, actions); break;
            case Container container: json.Container.SerializeHandler!(writer, container); break;
            case ColumnSet columns: json.ColumnSet.SerializeHandler!(writer, columns); break;
            case Table table: json.Table.SerializeHandler!(writer, table); break;
            case BarChart chart: json.BarChart.SerializeHandler!(writer, chart); break;
            case Badge badge: json.Badge.SerializeHandler!(writer, badge); break;
            case ToggleInput toggle: json.ToggleInput.SerializeHandler!(writer, toggle); break;
            case DateInput date: json.DateInput.SerializeHandler!(writer, date); break;
            case TimeInput time: json.TimeInput.SerializeHandler!(writer, time); break;
            default: throw new NotSupportedException($"{value.GetType().Name} is not an element that is known here; add it.");
        }
    }

    public override Element Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Cards are never read back.");
}

/// <summary>Writes each button by the code that was generated for its type.</summary>
internal sealed class CardActionConverter : JsonConverter<CardAction>
{
    public override void Write(Utf8JsonWriter writer, CardAction value, JsonSerializerOptions options)
    {
        var json = CardJson.Default;
        switch (value)
        {
            case ExecuteAction execute: json.ExecuteAction.SerializeHandler!(writer, execute); break;
            case SubmitAction submit: json.SubmitAction.SerializeHandler!(writer, submit); break;
            case ToggleVisibilityAction toggle: json.ToggleVisibilityAction.SerializeHandler!(writer, toggle); break;
            case OpenUrlAction open: json.OpenUrlAction.SerializeHandler!(writer, open); break;
            default: throw new NotSupportedException($"{value.GetType().Name} is not a button that is known here; add it.");
        }
    }

    public override CardAction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Cards are never read back.");
}
