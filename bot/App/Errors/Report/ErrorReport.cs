using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Report;

/// <summary>What a person fills in to report an error; the properties are the inputs of <see cref="ReportForm"/>.</summary>
/// <param name="Story">What happened, as written.</param>
/// <param name="Severity">How bad it was; proposed from the story when left out.</param>
/// <param name="Title">One line; proposed from the story when left out.</param>
/// <param name="Team">The team it belongs to; null where the person is in one team or in none.</param>
/// <param name="Day">When it happened, <c>YYYY-MM-DD</c> in the person's time zone; today when left out.</param>
/// <param name="Time">When it happened, <c>HH:MM</c> in the person's time zone.</param>
/// <param name="Same">The similar report that the person chose with <em>Same thing</em>.</param>
/// <param name="SameAs">The number of an earlier report that the person looked up, such as <c>ERR-12</c>.</param>
/// <param name="Shown">The similar reports that were found for the card, separated by spaces; kept to measure how often the offer is
/// right.</param>
internal sealed record ErrorReport(
    string Story,
    Severity? Severity = null,
    string? Title = null,
    TeamId? Team = null,
    DateOnly? Day = null,
    string? Time = null,
    Confidentiality Confidentiality = Confidentiality.Normal,
    long? Same = null,
    string? Shown = null,
    string? SameAs = null) : ErrorDetails
{
    /// <summary>
    /// When it happened, to the second, as agents, systems and messages tell it; goes before <see cref="Day"/> and <see cref="Time"/>.
    /// </summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Who wrote the message that is reported.</summary>
    public string? SourceAuthor { get; init; }

    /// <summary>Leads to that message.</summary>
    public string? SourceLink { get; init; }

    /// <summary>The severity that the form proposed, to tell whether it was touched; null for none.</summary>
    public string? ProposedSeverity { get; init; }

    /// <summary>The kind that the form proposed, to tell whether it was touched; null for none.</summary>
    public string? ProposedCategory { get; init; }

    /// <summary>Whether the story, as it was changed, proposes a higher severity than the person has seen.</summary>
    public bool IsRaised { get; init; }

    /// <summary>The earlier report that this is the same thing as, tapped or looked up; null for a new one.</summary>
    public long? Known => Same ?? (SameAs is null ? null : ErrorKind.Labels.Read(SameAs));

    /// <summary>Whether a report was among those on the card.</summary>
    public bool HasShown(long error) =>
        Shown?.Split(' ').Contains(error.ToString(System.Globalization.CultureInfo.InvariantCulture)) is true;
}

/// <summary>The sentence after the command, or the text of the message that was reported.</summary>
internal sealed record Sentence(string Text)
{
    /// <summary>The retraction of an account with this text; null where it was none.</summary>
    public long? Retraction { get; init; }

    /// <summary>The record of another kind whose words these are; null for none.</summary>
    public RecordSeed? From { get; init; }
}

/// <summary>The answer to “is it one of these?”.</summary>
internal sealed record SameOrNew(long? Same = null);

/// <summary>A report that may be the same thing, as far as its reader may see it.</summary>
/// <param name="ReportedAt">Null where its reader sees number and title alone.</param>
/// <param name="Reports">How many people have reported it; null where its reader sees number and title alone.</param>
// the defaults let what was left out as null be read back
internal sealed record SimilarReport(long Number, string Title, DateTimeOffset? ReportedAt = null, int? Reports = null);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorReport))]
[JsonSerializable(typeof(Sentence))]
[JsonSerializable(typeof(SameOrNew))]
[JsonSerializable(typeof(SimilarReport[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(TeamChoice[]))]
[JsonSerializable(typeof(AlikeFixed))]
[JsonSerializable(typeof(AdviceFound[]))]
[JsonSerializable(typeof(AdviceOffer[]))]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(WitnessNote))]
[JsonSerializable(typeof(WitnessedError))]
[JsonSerializable(typeof(ChangeResult<WitnessedError>))]
[JsonSerializable(typeof(ChangeResult<WitnessNote>))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
internal sealed partial class ErrorsJson : JsonSerializerContext;
