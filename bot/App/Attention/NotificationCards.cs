using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Attention;

/// <summary>What somebody sees of the messages that they get unasked.</summary>
/// <param name="Kinds">All kinds, in order.</param>
/// <param name="Kept">What is kept for their weekly digest.</param>
internal sealed record Notifications(
    IReadOnlyList<AttentionKind> Kinds, ImmutableHashSet<string> Muted, PersonalTime Time, IReadOnlyList<string> Kept);

/// <summary>The card of <c>/notifications</c>.</summary>
internal static class NotificationCards
{
    /// <summary>Each kind with what it is, and a button where anybody can do without it; then the quiet hours.</summary>
    public static Card Of(Notifications shown) => Card(
        AttentionTexts.Heading,
        [
            Heading(AttentionTexts.Heading),
            Text(AttentionTexts.Explanation),
            .. shown.Kinds.Select(kind => Kind(kind, shown.Muted.Contains(kind.Name))),
            Subheading(AttentionTexts.QuietHeading),
            Text(QuietLine(shown.Time)) with { Spacing = Spacing.None },
            Hint(Say(AttentionTexts.WorkLine, DaysOf(shown.Time.Work), HoursOf(shown.Time.Work))),
            .. shown.Kept is [] ? Array.Empty<Element>() : Kept(shown.Kept),
            Buttons(ExecuteAction.Of(AttentionTexts.ChangeQuiet, NotificationsCommand.Quiet)),
        ]);

    private static Element Kind(AttentionKind kind, bool isMuted)
    {
        var words = Group(
            new TextBlock(Escape.Markdown(kind.Title())) { Weight = TextWeight.Bolder },
            Text(kind.Meaning()) with { Spacing = Spacing.None },
            kind.WhyNotMuted is { } why ? Hint(why()) with { Spacing = Spacing.None } : null,
            isMuted ? Hint(AttentionTexts.IsMuted) with { Spacing = Spacing.None } : null);
        return kind.CanBeMuted ? Group(words, Buttons(Toggle(kind, isMuted))) with { Separator = true } : words with { Separator = true };
    }

    private static ExecuteAction Toggle(AttentionKind kind, bool isMuted) => ExecuteAction.Of(
        Say(isMuted ? AttentionTexts.Unmute : AttentionTexts.Mute, kind.Title()), NotificationsCommand.Mute,
        (NotificationsCommand.KindName, kind.Name), (NotificationsCommand.Muted, !isMuted));

    private static Element[] Kept(IReadOnlyList<string> kept) =>
    [
        Subheading(AttentionTexts.KeptHeading),
        Group([.. kept.Take(NoticeCards.MostLines).Select(Text)]),
    ];

    private static string QuietLine(PersonalTime time) => time.Quiet is { } quiet
        ? Say(AttentionTexts.QuietLine, TimeOf(quiet.From), TimeOf(quiet.Until), time.Zone.Id)
        : AttentionTexts.QuietNone;

    private static string DaysOf(WorkingHours work) => work.First == work.Last
        ? NameOf(work.First)
        : Say(AttentionTexts.DaysFromTo, NameOf(work.First), NameOf(work.Last));

    private static string HoursOf(WorkingHours work) => work.ToString()[(work.Days.Length + 1)..];

    private static string NameOf(DayOfWeek day) => AttentionTexts.ResourceManager.GetString($"Day.{day}")
        ?? throw new InvalidOperationException($"AttentionTexts.resx has no words for {day}.");

    private static string TimeOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
