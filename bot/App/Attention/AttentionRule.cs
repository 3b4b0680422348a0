using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Attention;

/// <summary>What becomes of an unasked message.</summary>
internal enum Delivery
{
    /// <summary>It is sent.</summary>
    Now,

    /// <summary>It waits until its person works again.</summary>
    Wait,

    /// <summary>It is collected into the one message of a day.</summary>
    Collect,

    /// <summary>It is kept for the weekly digest of its person.</summary>
    Digest,

    /// <summary>Its person does without it.</summary>
    Muted,
}

/// <summary>What becomes of an unasked message, and when that is decided again.</summary>
/// <param name="At">For what waits or is collected; else null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Verdict(Delivery Delivery, DateTimeOffset? At = null);

/// <summary>What is known of a person whom the bot wants to write to.</summary>
/// <param name="Muted">The names of the kinds that they do without.</param>
/// <param name="ThisWeek">How many messages that count they got this week, or wait for them.</param>
/// <param name="Days">The days on which they got their reminders, as far as they may matter.</param>
internal sealed record AttentionFacts(
    PersonalTime Time, ImmutableHashSet<string> Muted, int ThisWeek, ImmutableHashSet<DateOnly> Days);

/// <summary>
/// The attention budget: when somebody gets a message that they did not ask for. Answers about one's own reports, decisions asked of a
/// lead, what is severe, and one message of reminders a day are outside it; of everything else a few in a week.
/// </summary>
internal static class AttentionRule
{
    /// <summary>Messages that count, for a person in a week; what is more joins the weekly digest.</summary>
    public const int MostAWeek = 2;

    /// <summary>What becomes of a message that comes up at a moment.</summary>
    public static Verdict Of(AttentionKind kind, AttentionFacts facts, DateTimeOffset now) => kind.Pace switch
    {
        _ when kind.CanBeMuted && facts.Muted.Contains(kind.Name) => new(Delivery.Muted),
        Pace.AtOnce => new(Delivery.Now),
        Pace.OutsideQuietHours => facts.Time.IsQuiet(now) ? Waiting(facts, now) : new(Delivery.Now),
        Pace.OnceADay => new(Delivery.Collect, facts.Time.NextStart(now, facts.Days.Contains)),
        _ when facts.ThisWeek >= MostAWeek => new(Delivery.Digest),
        _ => facts.Time.IsAtWork(now) ? new(Delivery.Now) : Waiting(facts, now),
    };

    /// <summary>
    /// What becomes of a message whose moment has come, which may be long after it was due: reminders go out once a day as long as their
    /// person works.
    /// </summary>
    public static Verdict OfDue(AttentionKind kind, AttentionFacts facts, DateTimeOffset now) =>
        Of(kind, facts, now) is { Delivery: Delivery.Collect } && facts.Time.IsAtWork(now) && !facts.Days.Contains(facts.Time.DayOf(now))
            ? new(Delivery.Now)
            : Of(kind, facts, now);

    private static Verdict Waiting(AttentionFacts facts, DateTimeOffset now) => new(Delivery.Wait, facts.Time.NextAtWork(now));
}
