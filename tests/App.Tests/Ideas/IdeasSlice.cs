using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>Ideas, kept or not.</summary>
internal static class IdeasSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<IdeaService>()
            .AddSingleton<KeepOldIdeas>()
            .AddPeriodicJob<KeepOldIdeas>(_ => KeepOldIdeas.Schedule, (job, ct) => job.Run(ct))
            .Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, IdeasApiJson.Default)),
        Routes = (routes, _) => routes
            .Command("idea", AddIdea.Dialog, AddIdea.Given)
            .Press(IdeaCards.Keep, Keep),
        Api = IdeasApi.Map,
        Kinds = [IdeaKind.Definition],
    };

    private static ValueTask Keep(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole("idea") ?? 0;
        turn.Write(_ =>
        {
            if (turn.Services.GetRequiredService<IdeaService>().Keep(number) is { } refusal) turn.Tell(refusal);
            return default;
        });
        return default;
    }
}
