using Improvement.Bot.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>Keeps, once a day, the ideas about which nobody decided. The bot itself is the actor.</summary>
internal sealed class KeepOldIdeas(IServiceScopeFactory scopes, JobCommit commits)
{
    public static readonly JobSchedule Schedule = new("keeping of old ideas", TimeSpan.FromDays(1));

    /// <summary>One run.</summary>
    public async Task Run(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ideas = scope.ServiceProvider.GetRequiredService<IdeaService>();
        await commits.Run(Schedule.Name, scope.ServiceProvider, _ => ideas.KeepOld(), ct);
    }
}
