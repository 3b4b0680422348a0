using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors;

/// <summary>What triage decided about an error, as far as its present state needs it.</summary>
internal sealed record TriageResult
{
    /// <summary>Of an error that nobody has looked at.</summary>
    public static TriageResult None { get; } = new();

    /// <summary>Since when it is in its state, UTC; null where that was not kept yet.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many clocks of its state have run out.</summary>
    public int TimerStep { get; init; }

    /// <summary>The question to its reporter; null for none that is open.</summary>
    public string? Question { get; init; }

    /// <summary>Why it is no error, as a code of <see cref="RuledOutReason"/>; null for what is one.</summary>
    public RuledOutReason? RuledOut { get; init; }

    /// <summary>The words to the last decision: why it is no error, is put off, came back, or what corrected it.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided that.</summary>
    public PersonId? DecidedBy { get; init; }

    /// <summary>When its reporter objected to its being ruled out, UTC; null for never.</summary>
    public DateTimeOffset? ObjectedAt { get; init; }

    /// <summary>Since when its fix is being made without approval, UTC; null where it is not.</summary>
    public DateTimeOffset? UnapprovedSince { get; init; }

    /// <summary>What was said of its fix: proposed while it is verified, confirmed once it is resolved; null for nothing.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The number of the error of which it is a duplicate; null for none.</summary>
    public long? DuplicateOf { get; init; }

    /// <summary>The state to which it goes back at the review.</summary>
    public ErrorState? CameFrom { get; init; }

    /// <summary>When that review is, UTC.</summary>
    public DateTimeOffset? ReviewAt { get; init; }
}

/// <summary>Why a report is no error.</summary>
internal enum RuledOutReason
{
    /// <summary>It works as designed.</summary>
    AsDesigned,

    /// <summary>It is a question.</summary>
    Question,

    /// <summary>It lies outside what the team can change.</summary>
    OutOfScope,

    /// <summary>It could not be reproduced.</summary>
    CannotReproduce,
}
