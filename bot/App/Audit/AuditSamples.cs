using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Audit;

/// <summary>A sample of each card of the trail.</summary>
internal static class AuditSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly RecordKinds Kinds = new([]);

    /// <summary>The samples.</summary>
    /// <param name="say">Passes everything that people wrote through another voice, so that a test can tell it from the bot's own
    /// words.</param>
    public static IEnumerable<GalleryGroup> Of(Func<string, string> say) =>
    [
        new("audit", AuditTexts.Heading,
        [
            new(
                "audit-list", "The audit trail, a page in the middle of it",
                () => AuditCards.List(Kinds, "", new(Entries(say), true, true))),
            new(
                "audit-filtered", "The audit trail of one person, with nothing in it",
                () => AuditCards.List(Kinds, say("Ann Lee"), new([], false, false))),
            new(
                "audit-entry", "One entry of the audit trail",
                () => AuditCards.Entry(Kinds, Entries(say)[0], AuditCards.Back("", default))),
        ]),
    ];

    private static AuditEntry[] Entries(Func<string, string> say) =>
    [
        new(41, Now, ActorKind.Person, 1, say("Ada Okafor"), "12", 7, say("Operations"), "3", $$"""{"7":"{{say("Ann Lee")}}"}""")
        {
            ShownAt = Now.AddMinutes(-2), SubmittedAt = Now,
        },
        new(40, Now.AddHours(-1), ActorKind.Bot, null, null, "12", 8, null, "4", null),
        new(39, Now.AddHours(-2), ActorKind.Agent, 4, say("Export agent"), "12", 9, null, "5", null),
        new(38, Now.AddHours(-3), ActorKind.System, null, null, "12", 0, null, "6", null),
    ];
}
