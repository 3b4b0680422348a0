using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Feedback.Api;

/// <summary>Surveys as the API tells them, in the language of the request.</summary>
internal static class SurveyTold
{
    /// <summary>In the message of a webhook.</summary>
    public static SurveyEventResource Of(IServiceProvider services, Wave wave) => new(
        wave.Id.Value, services.GetRequiredService<SurveyWaves>().NameOf(wave), wave.Number, wave.Template, Codes.Of(wave.Mode),
        Codes.Of(wave.State), wave.OpensAt, wave.ClosesAt, PathOf(wave));

    /// <summary>As an agent is asked.</summary>
    public static OpenSurveyResource Open(ApiCall call, Wave wave)
    {
        var look = call.Get<SurveyLooks>().Of(wave);
        return new(
            wave.Id.Value, look.Name, wave.Number, look.Team, Codes.Of(wave.Mode), wave.OpensAt, wave.ClosesAt,
            call.Get<AgentDesk>().Answered(wave) is not null, [.. look.Items.Select(Of)], PathOf(wave) + "/answers");
    }

    /// <summary>In a list.</summary>
    public static SurveySummaryResource Summary(ApiCall call, Wave wave)
    {
        var look = call.Get<SurveyLooks>().Of(wave);
        return new(
            wave.Id.Value, look.Name, wave.Number, look.Team, Codes.Of(wave.Mode), wave.OpensAt, wave.ClosesAt, wave.ReleasedAt,
            PathOf(wave));
    }

    /// <summary>Its result: the release, what follows, and the lane of the agents.</summary>
    public static SurveyResultResource Result(ApiCall call, Wave wave)
    {
        var look = call.Get<SurveyLooks>().ResultOf(wave);
        return new(
            wave.Id.Value, look.Name, wave.Number, look.Team, wave.Template, Codes.Of(wave.Mode), wave.OpensAt, wave.ClosesAt,
            wave.ReleasedAt, look.Release.Wave.Invited, look.Release.Wave.Responded, ResultTold.Items(look.Release),
            ResultTold.Drivers(look.Release, look.Outcome),
            call.Get<SurveyReplies>().Of(wave.Id) is { } reply ? new(reply.Did ? "we-did" : "we-will-not", reply.Words) : null,
            [.. look.Agents.Select(answer => Of(answer, look))], PathOf(wave));
    }

    /// <summary>What an agent answered.</summary>
    public static AgentAnswerResource Of(AgentAnswer answer, IEnumerable<SurveyItem> items) => new(
        answer.Agent, answer.Run.Version, answer.Run.Run,
        items.Where(item => answer.Answers.CodesOf(item) is not null)
            .ToDictionary(item => item.Code, item => answer.Answers.CodesOf(item)!));

    /// <summary>Its address.</summary>
    public static string PathOf(Wave wave) => $"{ApiCall.Root}/surveys/{wave.Id.Value}";

    private static AgentAnswerResource Of(AgentAnswer answer, ResultLook look) =>
        Of(answer, look.Release.Items.Select(result => result.Item));

    private static ItemResource Of(SurveyItem item) => new(
        item.Code, Codes.Of(item.Kind), item.Words(),
        item.IsText ? null : [.. AnswersOf(item).Select(answer => new ChoiceResource(answer, item.LabelOf(answer)))],
        item.IsText ? SurveyItem.LongestText : null);

    /// <summary>What can be answered, "do not know" included.</summary>
    internal static IEnumerable<string> AnswersOf(SurveyItem item) =>
        item.Kind is ItemKind.MultipleChoice ? item.Choices : item.Answers;
}
