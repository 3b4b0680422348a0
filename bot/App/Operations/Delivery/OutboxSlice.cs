using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>How the outbox stands, for administrators: with <c>/outbox</c>, and in a line once a week.</summary>
internal static class OutboxSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddOutboxState(),
        Routes = (routes, _) => routes
            .Command(OutboxCommand.Name, OutboxCommand.Run, takesWords: false)
            .Press(OutboxCommand.Again, OutboxCommand.LookAgain, reads: true),
        Samples = say => [new("outbox", OutboxTexts.GroupSamples, [.. OutboxSamples.Of(say)])],
    };

    /// <summary>Adds what reads it.</summary>
    public static IServiceCollection AddOutboxState(this IServiceCollection services) => services
        .AddScoped<OutboxReader>()
        .AddSingleton(OutboxFacts.Aside)
        .AddSingleton(OutboxFacts.Reach);
}
