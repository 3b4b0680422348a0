using Improvement.Bot.Digests;
using Improvement.Bot.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Digests;

/// <summary>Services in which digests are composed for whoever asks, and come to nobody by themselves.</summary>
internal static class NoDigests
{
    /// <summary>Takes out what the sweep would find due of digests.</summary>
    public static IServiceCollection WithoutDueDigests(this IServiceCollection services)
    {
        DueSource[] digests = [WeeklyDigests.NewTeams, WeeklyDigests.Source, PersonalDigests.Newcomers, PersonalDigests.Source];
        foreach (var digest in digests)
        {
            services.Remove(services.Single(service => ReferenceEquals(service.ImplementationInstance, digest)));
        }

        return services;
    }
}
