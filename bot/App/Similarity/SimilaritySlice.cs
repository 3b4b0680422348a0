using Improvement.Bot.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Similarity;

/// <summary>Registers the index of words, by which records are found and found to be alike.</summary>
internal static class SimilaritySlice
{
    /// <summary>Adds the index and the job that keeps it.</summary>
    public static IServiceCollection AddSimilarity(this IServiceCollection services) => services
        .AddSingleton<RecentRecordsOfKinds>()
        .AddSingleton<Indexing>()
        .AddPeriodicJob<Indexing>(provider => provider.GetRequiredService<Indexing>().Schedule, (indexing, ct) => indexing.CatchUp(ct))
        .AddSingleton<Learning>()
        .AddPeriodicJob<Learning>(provider => provider.GetRequiredService<Learning>().Schedule, (learning, ct) => learning.CatchUp(ct))
        .AddScoped<SimilarityIndex>();
}
