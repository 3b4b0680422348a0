using System.ComponentModel;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Feedback.Api;

/// <summary>A survey in the message of a webhook: no answer, and no count.</summary>
internal sealed record SurveyEventResource(
    long Number, string Name, int Wave, string Template, string Mode, string State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    string Self);

/// <summary>An answer that can be chosen.</summary>
internal sealed record ChoiceResource(string Code, string Text);

/// <summary>What is asked.</summary>
internal sealed record ItemResource(
    string Code,
    [property: Description("likert, rating, enps, single-choice, multiple-choice, yes-no, number, text.")] string Kind, string Text,
    [property: Description("What can be answered; left out for a text.")] ChoiceResource[]? Choices,
    [property: Description("Characters of a text at most.")] int? MostCharacters);

/// <summary>An open survey that the agent is asked.</summary>
internal sealed record OpenSurveyResource(
    long Number, string Name, int Wave, string Teams,
    [property: Description("How people answer it: anonymous, confidential, attributed. An agent's answer stands with its name.")]
    string Mode, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    [property: Description("Whether you have answered it; each agent answers once.")] bool IsAnswered, ItemResource[] Items,
    [property: Description("Where the answer goes.")] string Answers);

/// <summary>The open surveys that the agent is asked.</summary>
internal sealed record OpenSurveys(OpenSurveyResource[] Items);

/// <summary>The body of an agent's answer to a survey.</summary>
internal sealed record SurveyAnswersBody(
    [property: Description(
        "By the code of the item: a code of its choices, several with commas between them or as a list, or a text. None is required.")]
    IReadOnlyDictionary<string, string> Answers,
    [property: Description("The version of the agent, or a hash of its configuration; at most 100 characters.")]
    string? AgentVersion = null,
    [property: Description("Names the run in which it answers; at most 200 characters.")] string? RunRef = null);

/// <summary>What an agent answered, as it is kept.</summary>
internal sealed record AgentAnswerResource(
    string Agent, string? AgentVersion, string? RunRef,
    [property: Description("By the code of the item.")] IReadOnlyDictionary<string, string> Answers);

/// <summary>A survey with a result, in a list.</summary>
internal sealed record SurveySummaryResource(
    long Number, string Name, int Wave, string Teams, string Mode, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    DateTimeOffset? ReleasedAt, string Self);

/// <summary>A page of surveys with a result.</summary>
internal sealed record SurveyPage(
    SurveySummaryResource[] Items,
    [property: Description("The address of the next page; left out on the last one.")] string? Next);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SurveyEventResource))]
[JsonSerializable(typeof(OpenSurveys))]
[JsonSerializable(typeof(SurveyAnswersBody))]
[JsonSerializable(typeof(AgentAnswerResource))]
[JsonSerializable(typeof(SurveyPage))]
[JsonSerializable(typeof(SurveyResultResource))]
internal sealed partial class SurveysApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly SurveysApiJson Api = new(ApiJson.Readable());
}
