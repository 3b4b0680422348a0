using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Agents;

namespace Improvement.Bot.Feedback.Api;

/// <summary>
/// Surveys over HTTP: AI agents answer in a lane of their own, and whoever a result was posted to reads it, as it may be told to anybody.
/// </summary>
internal static class SurveysApi
{
    private static readonly ApiTag Tag = new("Surveys", "Pulse surveys: AI agents answer in their own lane; results that were posted.");

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api
        .Map(new(HttpMethods.Get, "/surveys", "listSurveys", "List surveys with a result, the newest first", [SurveyScopes.Read])
        {
            Tag = Tag,
            Read = ListSurveys.Read,
            Parameters = ListSurveys.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(SurveyPage)),
            Problems = [StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(
            HttpMethods.Get, "/surveys/open", "listOpenSurveys", "List the open surveys that you, an AI agent, are asked",
            [SurveyScopes.Answer])
        {
            Tag = Tag,
            Read = (call, _) => new(Open(call)),
            Answer = (StatusCodes.Status200OK, typeof(OpenSurveys)),
            Problems = [StatusCodes.Status409Conflict],
        })
        .Map(new(HttpMethods.Get, "/surveys/{number}", "readSurvey", "Read the result of one survey", [SurveyScopes.Read])
        {
            Tag = Tag,
            Read = ReadSurvey.Read,
            Parameters = ReadSurvey.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(SurveyResultResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(
            HttpMethods.Post, "/surveys/{number}/answers", "answerSurvey", "Answer a survey as an AI agent, once", [SurveyScopes.Answer])
        {
            Tag = Tag,
            Write = AnswerSurvey.Write,
            Body = typeof(SurveyAnswersBody),
            BodyExample = """
                { "answers": { "rollout-back": "no", "rollout-works": "4", "rollout-change": "Tell me earlier which folder is new." },
                  "agentVersion": "v2.4", "runRef": "run-4711" }
                """,
            Answer = (StatusCodes.Status201Created, typeof(AgentAnswerResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        });

    /// <summary>The number in the path; 0 where it is none.</summary>
    public static long NumberIn(ApiCall call) =>
        long.TryParse(call.Part("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static ApiAnswer Open(ApiCall call)
    {
        var desk = call.Get<AgentDesk>();
        return desk.IsAgent
            ? ApiAnswer.Of(
                StatusCodes.Status200OK, new OpenSurveys([.. desk.Open.Select(wave => SurveyTold.Open(call, wave))]),
                SurveysApiJson.Api.OpenSurveys)
            : Problem.Refused(AgentTexts.OnlyAgents);
    }
}
