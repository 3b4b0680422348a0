using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Api;

/// <summary>
/// What webhooks hear of surveys: that one was launched, how it ended, that its result was posted and what follows is said. Never an
/// answer and never a count: whoever may read the result asks for it.
/// </summary>
internal static class SurveyEvents
{
    /// <summary>The events, and how one is told; those of a survey of several teams are of each of them.</summary>
    public static EventSource Source { get; } = new(
        WaveLaunch.RecordKind,
        [
            new(
                "SurveyLaunched", Words("launched"), () => SurveyApiTexts.EventLaunchedLabel, () => SurveyApiTexts.EventLaunchedTick),
            new(
                "SurveyEnded", Words("released", "discarded", "stopped", "void"),
                () => SurveyApiTexts.EventEndedLabel, () => SurveyApiTexts.EventEndedTick),
            new(
                "SurveyFollowed", Words("posted", "answered"),
                () => SurveyApiTexts.EventFollowedLabel, () => SurveyApiTexts.EventFollowedTick),
        ],
        Tell)
    {
        IsOf = (services, happened, team) => WaveOf(services, happened) is { } wave
            && services.GetRequiredService<SurveyWaves>().TeamsOf(wave).Contains(team),
    };

    private static JsonNode? Tell(IServiceProvider services, RecordEvent happened) => WaveOf(services, happened) is { } wave
        ? JsonSerializer.SerializeToNode(SurveyTold.Of(services, wave), SurveysApiJson.Api.SurveyEventResource)
        : null;

    private static Waves.Wave? WaveOf(IServiceProvider services, RecordEvent happened) =>
        services.GetRequiredService<SurveyWaves>().Find(new(happened.RecordId));

    private static ImmutableArray<(string Name, Func<string> Words)> Words(params string[] events) =>
    [
        .. events.Select(what => ($"{WaveLaunch.RecordKind}.{what}", (Func<string>)(() =>
            SurveyApiTexts.ResourceManager.GetString($"Event.{what}")!))),
    ];
}
