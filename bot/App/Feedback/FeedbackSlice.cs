using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Api;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Feedback.Weekly;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Feedback;

/// <summary>What people say when they are asked.</summary>
internal static class FeedbackSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddBallots()
            .AddSurveys()
            .AddAgents()
            .AddSingleton(new DigestContributor(SurveyDigest.Of))
            .AddSingleton(RelatedResults.Source)
            .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SurveysApiJson.Default))
            .AddPeriodicJob<BoxSweep>(_ => BoxSweep.Schedule, (sweep, ct) => sweep.Run(ct))
            .AddSingleton<SeatRetention>()
            .AddPeriodicJob<SeatRetention>(_ => SeatRetention.Schedule, (retention, ct) => retention.Maintain(ct)),
        Routes = (routes, _) => routes.MapSurveys(),
        Api = SurveysApi.Map,
        Settings = [SettingsSection.Of<AnonymitySettings>()],
        Samples = say =>
        [
            new("surveys", SurveyTexts.GroupSamples, [.. FeedbackSamples.Of(say), .. SurveySamples.Of(say), .. BallotSamples.Of(say)]),
        ],
    };

    /// <summary>Whether anonymous surveys are possible, for <c>/health/ready</c>: no reason to be not ready.</summary>
    public static string KeysHealth(IServiceProvider services) =>
        services.GetRequiredService<KeyFolderCheck>().Problem is { } problem ? $"warning, anonymous surveys are refused. {problem}"
        : services.GetRequiredService<KeyFolder>().Exists ? "can be kept"
        : "made with the first anonymous survey";

    /// <summary>Adds the box of anonymous surveys.</summary>
    public static IServiceCollection AddBallots(this IServiceCollection services) => services
        .AddSettings<AnonymitySettings>()
        .AddSingleton(provider => new KeyFolder(
            provider.GetRequiredService<IOptions<AnonymitySettings>>().Value.FolderFor(PlaceOf(provider))))
        .AddSingleton<KeyFolderCheck>()
        .AddSingleton<BoxCipher>()
        .AddSingleton<BoxLaunch>()
        .AddSingleton<LockedBox>()
        .AddSingleton<BallotUnit>()
        .AddSingleton<BallotBox>()
        .AddSingleton<BoxClosing>()
        .AddSingleton<BoxRenewal>()
        .AddSingleton<BoxSweep>();

    /// <summary>Adds what sets surveys up, asks, and tells what came out.</summary>
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services
        .AddScoped<SurveyRows>()
        .AddScoped<SurveyWaves>()
        .AddScoped<Audiences>()
        .AddScoped<LaunchCheck>()
        .AddScoped<LaunchDesk>()
        .AddScoped<WaveLaunch>()
        .AddScoped<SurveyMessageRows>()
        .AddScoped<SurveyMessages>()
        .AddScoped<SurveyRefusals>()
        .AddScoped<SurveyLooks>()
        .AddScoped<SurveyDesk>()
        .AddScoped<SurveyAccess>()
        .AddScoped<SurveyResults>()
        .AddScoped<SurveyReplies>()
        .AddScoped<ReplyDesk>()
        .AddScoped<NoteReplies>()
        .AddScoped<NoteDesk>()
        .AddScoped<NoteAnswerDesk>()
        .AddSingleton<NoteGuesses>()
        .AddScoped<ReleaseReader>()
        .AddScoped<NamedResponses>()
        .AddScoped<NamedClosing>()
        .AddScoped<NamesOfWave>()
        .AddSingleton<AskedNames>()
        .AddSingleton<SurveyRounds>()
        .AddRecurringJob<SurveyRounds>(SurveyRounds.Name, SurveyRounds.Cron, (rounds, ct) => rounds.Run(ct))
        .AddSingleton(SurveyMessages.Kind)
        .AddSingleton(SurveyMessages.FanOut)
        .AddSingleton(SurveyMessages.Source)
        .AddSingleton(SurveyResults.Source);

    /// <summary>Adds the lane of AI agents, and what other systems and the digest are told.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        foreach (var scope in SurveyScopes.All) services.AddSingleton(scope);
        return services
            .AddSingleton(SurveyEvents.Source)
            .AddScoped<AgentAnswers>()
            .AddScoped<AgentDesk>()
            .AddScoped<ResultReaders>()
            .AddScoped<SurveyMetrics>()
            .AddSingleton(SurveyMetrics.Source)
            .AddScoped<SurveyDigest>();
    }

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapSurveys(this BotRoutes routes)
    {
        foreach (var view in SurveyViews.All) routes.View(view);
        return routes
            .Command(SurveyCommand.Name, SurveyCommand.Run, takesWords: true)
            .Dialog(LaunchSurvey.Dialog)
            .Dialog(ReplyToResult.Dialog)
            .Dialog(ReplyToNote.Dialog)
            .Press(SurveyPress.Launch, LaunchSurvey.Begin)
            .Press(SurveyPress.End, SurveyCommand.Ended)
            .MapBallots()
            .MapResults();
    }

    // The file, wherever the settings are read from; of a server, how it is reached.
    private static string PlaceOf(IServiceProvider provider) => provider.GetRequiredService<Database>().Files is [var file, ..]
        ? file
        : provider.GetRequiredService<IOptions<StorageSettings>>().Value.ConnectionString;
}
