using Improvement.Bot.Errors.Verification;

namespace Improvement.Bot.Errors;

/// <summary>What is drawn of the watch of a fix.</summary>
/// <param name="Picture">The weeks before and after; null where there are none to compare.</param>
/// <param name="Others">Labels of other fixes that took effect while this one was watched.</param>
internal sealed record WatchLook(Watch Watch, WeeksPicture? Picture, IReadOnlyList<string> Others)
{
    /// <summary>The zone of the team, for its days.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What the proposal of the fix promised; null where it said nothing of that.</summary>
    public PromisedFall? Promised { get; init; }

    /// <summary>What was done, with its evidence; null where nobody wrote any.</summary>
    public string? Done { get; init; }
}
