using Improvement.Bot.Attention;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>The cards of alarms for the gallery, with a team that is made up.</summary>
internal static class AlarmSamples
{
    private const string Find = "/find category:lost-hand-over";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("alarm", "More than usual in a frequent category", () => AlarmCards.Of(Rise(say), mayDecide: true, Find, Now)),
        new("alarm-member", "The same for somebody who does not lead", () => AlarmCards.Of(Rise(say), mayDecide: false, Find, Now)),
        new("alarm-rare", "The n-th in thirty days, in a rare category", () => AlarmCards.Of(Rare(say), mayDecide: true, Find, Now)),
        new("alarm-known", "Known, and not told again for four weeks", () => AlarmCards.Of(Known(say), mayDecide: true, Find, Now)),
        new(
            "alarm-status", "Status of one that led to something, with the account of all",
            () => AlarmCards.Of(
                Known(say) with { OutcomeError = 12, IsUseful = true }, mayDecide: true, Find, Now.AddDays(60), new(0.9, 4, 3))),
        new("alarm-line", "One in the weekly digest", () => NoticeCards.Of([new(AlarmKind.Id(7), AlarmCards.Sentence(Rise(say)))])),
        new("alarm-outline", "For somebody who sees no more", () => AlarmCards.Outline(Rise(say), back: null)),
        new("alarm-hidden", "Where it may not be seen", () => AlarmCards.Hidden(Rise(say))),
    ];

    private static Alarm Rise(SampleVoice say) => new(
        7, 1, new(1), AlarmState.Raised, Now, "lost-hand-over", AlarmRule.ByWeek, new(2026, 2, 2), 4.3, 11, 1)
    {
        TeamName = say("Night shift"),
    };

    private static Alarm Rare(SampleVoice say) => Rise(say) with
    {
        Number = 8, Category = "unsafe", Rule = AlarmRule.InThirtyDays, Expected = 0.02, Seen = 3, FalseAYear = 0.4,
    };

    private static Alarm Known(SampleVoice say) => Rise(say) with
    {
        State = AlarmState.Known, KnownUntil = Now.AddDays(28), KnownBy = say("Chris Okafor"), FalseAYear = 3,
    };
}
