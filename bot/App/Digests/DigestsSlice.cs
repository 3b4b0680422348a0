using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Digests;

/// <summary>What a team reads every week of what is being done; composed from what the kinds of record tell.</summary>
internal static class DigestsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddDigests(),
        Routes = (routes, _) => routes.MapDigests(),
        Samples = say => [new("digests", DigestTexts.GroupSamples, [.. DigestSamples.Of(say)])],
    };

    /// <summary>Adds what composes and posts.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddScoped<DigestRows>()
        .AddScoped<DigestUses>()
        .AddScoped<DigestComposer>()
        .AddScoped<WeeklyDigests>()
        .AddScoped<DigestReader>()
        .AddScoped<DigestDialog>()
        .AddSingleton(WeeklyDigests.NewTeams)
        .AddSingleton(WeeklyDigests.Source)
        .AddScoped<PersonalDigestRows>()
        .AddScoped<PersonalDigests>()
        .AddSingleton(PersonalDigests.Kind)
        .AddSingleton(PersonalDigests.FanOut)
        .AddSingleton(PersonalDigests.Newcomers)
        .AddSingleton(PersonalDigests.Source);

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapDigests(this BotRoutes routes) => routes
        .Command(DigestCommand.Name, DigestCommand.Run, takesWords: false)
        .Dialog(ChooseDigest.Dialog)
        .MapDigestPresses();
}
