namespace Improvement.Bot.Attention;

/// <summary>When messages of a kind are sent.</summary>
internal enum Pace
{
    /// <summary>At once, whatever the hour is.</summary>
    AtOnce,

    /// <summary>At once, unless it is a quiet hour or a day off: then when work begins again.</summary>
    OutsideQuietHours,

    /// <summary>With all others of a day, when work begins.</summary>
    OnceADay,

    /// <summary>In working hours, a few in a week; what is more waits for the weekly digest.</summary>
    FewAWeek,
}

/// <summary>
/// A kind of message that the bot sends unasked; a slice that has one of its own registers it. How many of which may come, and when, is
/// <see cref="AttentionRule"/>.
/// </summary>
/// <param name="Name">Kept with mutes and with what waits; never changed.</param>
internal sealed record AttentionKind(string Name, Pace Pace)
{
    /// <summary>What people call it, in the language of the moment.</summary>
    public required Func<string> Title { get; init; }

    /// <summary>What it is and when it comes, in the language of the moment.</summary>
    public required Func<string> Meaning { get; init; }

    /// <summary>Why nobody can mute it, in the language of the moment; null for what anybody can.</summary>
    public Func<string>? WhyNotMuted { get; init; }

    /// <summary>Whether anybody can do without it.</summary>
    public bool CanBeMuted => WhyNotMuted is null;

    /// <summary>Whether it counts towards the messages of a week.</summary>
    public bool Counts => Pace is Pace.FewAWeek;

    /// <summary>What became of something that one reported, met, proposed or did.</summary>
    public static AttentionKind Answer { get; } = new("answer", Pace.OutsideQuietHours)
    {
        Title = () => AttentionTexts.AnswerTitle, Meaning = () => AttentionTexts.AnswerMeaning,
    };

    /// <summary>All that reminds somebody of what is theirs to do.</summary>
    public static AttentionKind Reminder { get; } = new("reminder", Pace.OnceADay)
    {
        Title = () => AttentionTexts.ReminderTitle, Meaning = () => AttentionTexts.ReminderMeaning,
    };

    /// <summary>Everything that is none of the others.</summary>
    public static AttentionKind Other { get; } = new("other", Pace.FewAWeek)
    {
        Title = () => AttentionTexts.OtherTitle, Meaning = () => AttentionTexts.OtherMeaning,
    };

    /// <summary>A decision that is asked of somebody who leads.</summary>
    public static AttentionKind Decision { get; } = new("decision", Pace.OutsideQuietHours)
    {
        Title = () => AttentionTexts.DecisionTitle, Meaning = () => AttentionTexts.DecisionMeaning,
        WhyNotMuted = () => AttentionTexts.DecisionNotMuted,
    };

    /// <summary>What cannot wait: severity 4 and 5.</summary>
    public static AttentionKind Severe { get; } = new("severe", Pace.AtOnce)
    {
        Title = () => AttentionTexts.SevereTitle, Meaning = () => AttentionTexts.SevereMeaning,
        WhyNotMuted = () => AttentionTexts.SevereNotMuted,
    };
}

/// <summary>All kinds of unasked message, in the order in which people see them.</summary>
internal sealed class AttentionKinds(IEnumerable<AttentionKind> kinds)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<AttentionKind> All { get; } = [.. kinds];

    /// <summary>The kind of a name; one of a newer version counts as any other.</summary>
    public AttentionKind Named(string name) => All.FirstOrDefault(kind => kind.Name == name) ?? AttentionKind.Other;
}
