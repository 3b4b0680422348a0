using Improvement.Bot.Samples;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>The cards of the outbox for the gallery, with messages that are made up.</summary>
internal static class OutboxSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 20, TimeSpan.Zero);

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("outbox-empty", "/outbox: everything is delivered", () => OutboxCards.Of(Empty)),
        new("outbox", "/outbox in the middle of the personal digests of ten thousand people", () => OutboxCards.Of(Empty with
        {
            Waiting = OutboxReader.MostCounted + 1,
            WaitingSince = Now,
            FanOuts =
            [
                new(
                    say("Personal digests"), new("personal digest", "2026-03-02", 8400, 1000, 7388, 12, 7388), 1600, 50,
                    Now.AddSeconds(148)),
            ],
        })),
        new("outbox-aside", "/outbox with messages set aside and people out of reach", () => OutboxCards.Of(Empty with
        {
            Waiting = 3,
            WaitingSince = Now,
            Aside = (12, 11, Now.AddDays(-3)),
            NewestAside =
            [
                new(512, say("Ann Able"), say("403 blocked by the person"), Now.AddDays(-1), true),
                new(498, say("Night shift"), say("413 too big"), Now.AddDays(-3), false),
            ],
            OutOfReach = (12, 1),
            NamesOutOfReach =
            [
                new(say("Ann Able"), say("403 blocked by the person"), Now.AddDays(-1)), new(say("Night shift"), say("removed"), null),
            ],
        })),
    ];

    private static OutboxState Empty => new(0, null, (0, 0, null), [], (0, 0), [], []);
}
