using System.Text.Json.Serialization;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>What is to be kept.</summary>
internal sealed record NewPattern(PatternContent Content, bool IsAttempt)
{
    /// <summary>The team that it belongs to; null for that of whoever keeps it, or of the record that it comes from.</summary>
    public TeamId? Team { get; init; }

    /// <summary>Who did it; null for nobody who is named.</summary>
    public PersonId? Named { get; init; }

    /// <summary>The record that it comes from; null for none.</summary>
    public PatternOrigin? Origin { get; init; }

    /// <summary>Leads to the message that it was kept from.</summary>
    public string? SourceLink { get; init; }

    /// <summary>Who wrote that message.</summary>
    public string? SourceAuthor { get; init; }
}

/// <summary>Whether it worked.</summary>
internal enum Outcome
{
    /// <summary>It did.</summary>
    Worked,

    /// <summary>It was tried and did not.</summary>
    DidNotWork,
}

/// <summary>What a person fills in to keep a success; the properties are the inputs of <see cref="CaptureForm"/>.</summary>
/// <param name="Story">What worked, as written.</param>
/// <param name="Title">One line; taken from the story when left out.</param>
/// <param name="Team">The team it belongs to; null where the person is in one team or in none.</param>
/// <param name="Named">Who did it, as chosen.</param>
/// <param name="NamedName">The same, as typed; goes before what was chosen.</param>
/// <param name="Same">The similar pattern that the person says they used.</param>
/// <param name="Shown">The similar patterns that were found for the card, separated by spaces.</param>
internal sealed record CapturedSuccess(
    string Story, Outcome Outcome = Outcome.Worked, string? Title = null, TeamId? Team = null, long? Named = null,
    string? NamedName = null, string? Evidence = null, long? Same = null, string? Shown = null)
{
    /// <summary>Whether a pattern was among those on the card.</summary>
    public bool HasShown(long pattern) =>
        Shown?.Split(' ').Contains(pattern.ToString(System.Globalization.CultureInfo.InvariantCulture)) is true;
}

/// <summary>What the dialog is begun with: the words after the command, or the record that something is learned from.</summary>
internal sealed record SuccessSentence(string Text = "")
{
    /// <summary>The record that it comes from; null for none.</summary>
    public PatternOrigin? Origin { get; init; }

    /// <summary>The words of a record that these are; null for none. That record is its origin.</summary>
    public RecordSeed? From { get; init; }
}

/// <summary>The answer to “is it one of these?”.</summary>
internal sealed record SameOrNewPattern(long? Same = null);

/// <summary>A team that a person can choose.</summary>
internal sealed record CaptureTeam(TeamId Id, string Name);

/// <summary>What the form offers to whoever fills it in.</summary>
/// <param name="Teams">The teams to choose from; one or none asks nothing.</param>
/// <param name="Colleagues">Who may be named.</param>
/// <param name="Origin">The label of the record that it comes from; null for none.</param>
internal sealed record CaptureChoices(
    IReadOnlyList<CaptureTeam> Teams, IReadOnlyList<PersonChoice> Colleagues, string? Origin = null)
{
    /// <summary>Whether it begins with words of that record, which say themselves what worked.</summary>
    public bool HasWords { get; init; }
}

/// <summary>A pattern that may be the same thing, as far as its reader may see it.</summary>
/// <param name="State">Null where its reader sees number and title alone.</param>
internal sealed record SimilarPattern(long Number, string Title, bool IsAttempt, PatternState? State = null);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CapturedSuccess))]
[JsonSerializable(typeof(SuccessSentence))]
[JsonSerializable(typeof(SameOrNewPattern))]
[JsonSerializable(typeof(SimilarPattern[]))]
[JsonSerializable(typeof(CaptureChoices))]
[JsonSerializable(typeof(ChangeResult<CapturedSuccess>))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
internal sealed partial class CaptureJson : JsonSerializerContext;
