using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>What the administrators read once a week of messages that were not delivered, and of whom nothing reaches.</summary>
internal static class OutboxFacts
{
    /// <summary>Messages that are set aside.</summary>
    public static AdministratorFactSource Aside { get; } = new(2, (services, _) => OfAside(OutboxCounts.Aside(StatementsOf(services))));

    /// <summary>People and channels out of reach.</summary>
    public static AdministratorFactSource Reach { get; } = new(3, (services, _) => OfReach(OutOfReachRows.Count(StatementsOf(services))));

    /// <summary>What they read of so many.</summary>
    public static AdministratorFact OfAside((long Count, long ComeBack, DateTimeOffset? Since) aside)
    {
        if (aside is not { Count: > 0, Since: { } since }) return new(OutboxTexts.FactNoneAside, true);
        var text = aside.ComeBack == aside.Count ? OutboxTexts.FactAsideBack : OutboxTexts.FactAside;
        return new(Say(text, aside.Count, Moment.Day(since), aside.Count - aside.ComeBack), false) { Button = ToOutbox };
    }

    /// <summary>What they read of so many.</summary>
    public static AdministratorFact OfReach((long People, long Channels) count) => count is (0, 0)
        ? new(OutboxTexts.FactAllInReach, true)
        : new(Say(OutboxTexts.FactOutOfReach, OutboxCards.ReachOf(count)), false) { Button = ToOutbox };

    private static FactButton ToOutbox => new(OutboxTexts.ToOutbox, OutboxCommand.Name);

    private static Statements StatementsOf(IServiceProvider services) => services.GetRequiredService<Session>().Statements;
}
