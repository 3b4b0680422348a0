using System.Text.Json.Serialization;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Records;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What a lead chooses; the properties are the inputs of the form.</summary>
/// <param name="Template">Id of the template.</param>
/// <param name="Teams">The numbers of teams, with commas between them.</param>
/// <param name="ByTeam">Whether results are also told by team.</param>
/// <param name="Days">How many days a wave is open.</param>
/// <param name="OpensOn">The day on which it begins, in the time zone of the first team; null for now.</param>
/// <param name="WithOwn">Whether they add a question of their own.</param>
internal sealed record LaunchChoices(
    string Template, string Teams, SurveyMode Mode, int Days, SurveyCadence Cadence, int Reminders, bool ByTeam = false,
    DateOnly? OpensOn = null, bool WithOwn = false);

/// <summary>All that a lead chose.</summary>
/// <param name="Own">Their own question; null for none.</param>
internal sealed record LaunchPlan(LaunchChoices Choices, OwnAnswer? Own)
{
    /// <summary>The same in another mode.</summary>
    public LaunchPlan In(SurveyMode mode) => this with { Choices = Choices with { Mode = mode } };
}

/// <summary>What somebody does with a proposal that may not be launched like this.</summary>
internal enum LaunchWayOut
{
    /// <summary>Other choices.</summary>
    Change,

    /// <summary>The same with answers that the bot keeps with names and shows without.</summary>
    Confidential,

    /// <summary>The same with answers that those who lead read with names.</summary>
    Attributed,

    /// <summary>To say what follows from the last result, which comes first.</summary>
    Reply,

    /// <summary>No survey.</summary>
    Leave,
}

/// <summary>The way out of a refusal; the property is the input of the form.</summary>
internal sealed record LaunchWay(LaunchWayOut Way);

/// <summary>The press on <em>Launch</em>.</summary>
internal sealed record LaunchPress;

/// <summary>Something to choose from.</summary>
internal sealed record LaunchOption(string Value, string Words);

/// <summary>What the form begins with.</summary>
/// <param name="Refusal">Why there is none; null where there is.</param>
/// <param name="Proposal">What the bot proposes.</param>
internal sealed record LaunchPresent(
    LaunchOption[]? Teams = null, LaunchChoices? Proposal = null, string? Refusal = null);

/// <summary>What is said of some choices before they are confirmed.</summary>
/// <param name="Name">What is asked, of whom.</param>
/// <param name="Words">Sentences: who is asked, what it can show, who reads what, how long it takes.</param>
/// <param name="Refusal">Why it may not be launched like this; null where it may.</param>
/// <param name="Ways">What is offered instead.</param>
/// <param name="Unanswered">Number of the wave whose result has to be answered first; null where none has.</param>
/// <param name="Questions">What is asked, in order.</param>
/// <param name="Launched">When the first wave begins, once it is set up.</param>
internal sealed record LaunchPreview(
    string Name = "", string[]? Words = null, string? Refusal = null, LaunchWayOut[]? Ways = null, string[]? Questions = null,
    long? Unanswered = null, DateTimeOffset? Launched = null);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(LaunchChoices))]
[JsonSerializable(typeof(LaunchPlan))]
[JsonSerializable(typeof(OwnAnswer))]
[JsonSerializable(typeof(LaunchWay))]
[JsonSerializable(typeof(LaunchPress))]
[JsonSerializable(typeof(LaunchPresent))]
[JsonSerializable(typeof(LaunchPreview))]
internal sealed partial class LaunchJson : JsonSerializerContext;
