using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Attention;

/// <summary>The cards of unasked messages for the gallery, with records that are made up.</summary>
internal static class AttentionSamples
{
    private static readonly AttentionKind[] Kinds =
        [AttentionKind.Answer, AttentionKind.Reminder, AttentionKind.Other, AttentionKind.Decision, AttentionKind.Severe];

    private static readonly PersonalTime Time = new(
        TimeZoneInfo.Utc, new(TimeSpan.FromHours(9), TimeSpan.FromHours(17)), new(new(20, 0), new(7, 0)));

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("notifications", "What comes unasked", () => NotificationCards.Of(new(Kinds, [], Time, []))),
        new(
            "notifications-muted", "The same for somebody who does without answers and has no quiet hours",
            () => NotificationCards.Of(new(
                Kinds, [AttentionKind.Answer.Name], Time with { Quiet = null },
                [say("A fix of another team worked: they check the date of the folder first")]))),
        new("quiet-hours", "Form of quiet hours", () => Drawn(KeepQuiet.Form(new(new(20, 0), new(7, 0))))),
    ];

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
