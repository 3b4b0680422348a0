using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Attention;

/// <summary>The quiet hours of somebody; the properties are the inputs of the form.</summary>
/// <param name="From">Null, with the other one, for no quiet hours.</param>
internal sealed record ChosenHours(TimeOnly? From = null, TimeOnly? Until = null);

/// <summary><em>Quiet hours …</em>: when somebody is not to be disturbed.</summary>
internal static class KeepQuiet
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "quiet-hours", Conduct, QuietJson.Default, () => Card(AttentionTexts.QuietHelp, Text(AttentionTexts.QuietHelp)));

    /// <summary>Since when and until when.</summary>
    public static Form<ChosenHours> Form(ChosenHours present) => new(
        Card(
            AttentionTexts.QuietHeading,
            Heading(AttentionTexts.QuietHeading),
            Text(AttentionTexts.QuietExplanation),
            new TimeInput(nameof(ChosenHours.From), AttentionTexts.QuietFrom) { Value = present.From?.ToString("HH:mm", null) },
            new TimeInput(nameof(ChosenHours.Until), AttentionTexts.QuietUntil) { Value = present.Until?.ToString("HH:mm", null) },
            Hint(AttentionTexts.QuietHint)),
        hours => Problems.None
            .When(hours is { From: not null, Until: null }, nameof(ChosenHours.Until), AttentionTexts.QuietBoth)
            .When(hours is { From: null, Until: not null }, nameof(ChosenHours.From), AttentionTexts.QuietBoth)
            .When(hours.From is { } from && hours.Until == from, nameof(ChosenHours.Until), AttentionTexts.QuietAllDay))
    {
        Submit = AttentionTexts.QuietKeep,
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var present = await dialog.Look("present", (PreferenceDialog preferences, CancellationToken _) => preferences.Present());
        var chosen = await dialog.Ask("hours", () => Form(present));
        await dialog.Do("keep", (PreferenceDialog preferences, CancellationToken _) => preferences.Keep(chosen));
        var said = chosen.From is null ? AttentionTexts.QuietGone : AttentionTexts.QuietKept;
        return Ending.With(Card(said, Text(said)));
    }
}

/// <summary>What the dialog of quiet hours reads and writes, for whoever acts.</summary>
internal sealed class PreferenceDialog(Actor actor, Preferences preferences)
{
    /// <summary>The hours that hold.</summary>
    public ValueTask<ChosenHours> Present() =>
        new(preferences.QuietOf(actor.Id ?? default) is { } hours ? new ChosenHours(hours.From, hours.Until) : new());

    /// <summary>Keeps others; gives them.</summary>
    public ValueTask<ChosenHours> Keep(ChosenHours chosen)
    {
        if (actor.FindOrKeep() is { } me)
        {
            preferences.KeepQuiet(me, chosen is { From: { } from, Until: { } until } ? new(from, until) : null);
        }

        return new(chosen);
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChosenHours))]
internal sealed partial class QuietJson : JsonSerializerContext;
