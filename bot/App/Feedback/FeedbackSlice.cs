using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Jobs;
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
            .AddPeriodicJob<BoxSweep>(_ => BoxSweep.Schedule, (sweep, ct) => sweep.Run(ct)),
        Settings = [SettingsSection.Of<AnonymitySettings>()],
        Samples = _ => [new("surveys", BallotTexts.GroupSamples, [.. BallotSamples.All])],
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

    // The file, wherever the settings are read from; of a server, how it is reached.
    private static string PlaceOf(IServiceProvider provider) => provider.GetRequiredService<Database>().Files is [var file, ..]
        ? file
        : provider.GetRequiredService<IOptions<StorageSettings>>().Value.ConnectionString;
}
