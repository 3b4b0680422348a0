using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>The record whose place is to change.</summary>
internal sealed record RankSubject(string Kind, long Number);

/// <summary>Where it is to stand, and why; the properties are the inputs of the form.</summary>
/// <param name="Reason">Needed unless it goes back to its value.</param>
internal sealed record ChosenPlace(RankPlace Place, string? Reason = null);

/// <summary>What the form begins with, and why there is none.</summary>
internal sealed record RankLook(string Label, string Title, string? Refusal = null);

/// <summary>What came of it.</summary>
/// <param name="Refusal">Why not; null where it was done.</param>
internal sealed record RankChanged(string? Refusal = null);

/// <summary><em>Change its place …</em>: a lead puts a record first or last, with a reason that everybody sees.</summary>
internal static class ChangeRank
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "change-rank", Conduct, RankJson.Default, () => Card(ImprovementTexts.RankHelp, Text(ImprovementTexts.RankHelp)));

    /// <summary>What the dialog is begun with.</summary>
    public static JsonElement Given(RecordId record) =>
        JsonSerializer.SerializeToElement(new RankSubject(record.Kind.Name, record.Number), RankJson.Default.RankSubject);

    /// <summary>Where, and why.</summary>
    public static Form<ChosenPlace> Form(RankLook look)
    {
        var heading = Say(ImprovementTexts.RankHeading, look.Label);
        return new(
            Card(
                heading,
                Heading(heading),
                Text(look.Title),
                Pick(nameof(ChosenPlace.Place), ImprovementTexts.RankPlaceLabel,
                    [
                        (nameof(RankPlace.First), ImprovementTexts.RankFirst), (nameof(RankPlace.Last), ImprovementTexts.RankLast),
                        (nameof(RankPlace.ByValue), ImprovementTexts.RankByValue),
                    ]) with { Value = nameof(RankPlace.First), IsRequired = true, ErrorMessage = ImprovementTexts.RankPlaceMissing },
                Paragraph(nameof(ChosenPlace.Reason), ImprovementTexts.RankReason),
                Hint(ImprovementTexts.RankHint)),
            chosen => Problems.None
                .When(
                    chosen.Place is not RankPlace.ByValue && string.IsNullOrWhiteSpace(chosen.Reason), nameof(ChosenPlace.Reason),
                    ImprovementTexts.RankReasonMissing)
                .When(
                    chosen.Reason?.Length > RankChanges.LongestReason, nameof(ChosenPlace.Reason),
                    Say(ImprovementTexts.RankReasonTooLong, chosen.Reason?.Length, RankChanges.LongestReason)))
        {
            Submit = ImprovementTexts.RankIt,
            MainInput = nameof(ChosenPlace.Reason),
        };
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var subject = dialog.Given<RankSubject>() ?? new("", 0); // no record has it, and that is what is said
        var look = await dialog.Look("record", (RankDialog changes, CancellationToken _) => changes.Look(subject));
        if (look.Refusal is { } refusal) return Ended(refusal);
        var chosen = await dialog.Ask("place", () => Form(look));
        var changed = await dialog.Do(
            "rank", (RankDialog changes, CancellationToken _) => changes.Decide(subject, chosen, new(dialog.Id, dialog.ShownAt)));
        return Ended(changed.Refusal ?? Say(
            chosen.Place switch
            {
                RankPlace.First => ImprovementTexts.RankedFirst,
                RankPlace.Last => ImprovementTexts.RankedLast,
                _ => ImprovementTexts.RankedByValue,
            },
            look.Label));
    }

    private static Ending Ended(string words) => Ending.With(Card(words, Text(words)));
}

/// <summary>What the dialog looks at and does.</summary>
internal sealed class RankDialog(RecordKinds kinds, RankChanges changes, IServiceProvider services)
{
    /// <summary>The record, and whether its place may be changed.</summary>
    public ValueTask<RankLook> Look(RankSubject subject)
    {
        if (Record(subject) is not { } record) return new(new RankLook("", "", ImprovementTexts.Gone));
        if (changes.Refusal(record) is { } refusal) return new(new RankLook("", "", refusal));
        return new(new RankLook(record.Label, record.Kind.Line(services, record.Number)?.Title ?? ""));
    }

    /// <summary>Changes it.</summary>
    public ValueTask<RankChanged> Decide(RankSubject subject, ChosenPlace chosen, RequestOrigin origin)
    {
        var reason = chosen.Place is RankPlace.ByValue ? null : chosen.Reason?.Trim();
        return new(new RankChanged(
            Record(subject) is { } record ? changes.Decide(record, chosen.Place, reason, origin) : ImprovementTexts.Gone));
    }

    private RecordId? Record(RankSubject subject) => kinds.Named(subject.Kind) is { } kind ? new(kind, subject.Number) : null;
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RankSubject))]
[JsonSerializable(typeof(RankLook))]
[JsonSerializable(typeof(ChosenPlace))]
[JsonSerializable(typeof(RankChanged))]
internal sealed partial class RankJson : JsonSerializerContext;
