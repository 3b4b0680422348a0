using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions;

/// <summary>An action item as it is kept: what somebody is to do by when, and how it is known to be done.</summary>
/// <param name="Number">Shown as <c>ACT-7</c>.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Author">Who created it.</param>
internal sealed record ActionItem(long Number, long Version, PersonId Author, ActionState State, string Title) : IRecord
{
    /// <summary>The record that it comes from; null for none.</summary>
    public ActionOrigin? Origin { get; init; }

    /// <summary>The team that it belongs to; null for none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The name of the team.</summary>
    public string? TeamName { get; init; }

    /// <inheritdoc/>
    public TeamId? OfTeam => Team;

    /// <summary>The name of whoever created it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Who is to do it; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The name of the owner.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Who is to verify it, or did; null for whoever may. Never the owner.</summary>
    public PersonId? Verifier { get; init; }

    /// <summary>The name of the verifier.</summary>
    public string? VerifierName { get; init; }

    /// <summary>The kind of action.</summary>
    public ActionType Type { get; init; }

    /// <summary>The strength of the action.</summary>
    public ActionStrength Strength { get; init; }

    /// <summary>Whether it is a condition of an approval: its parent does not go on before it is done.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Whether somebody other than the owner verifies it; without, done ends it.</summary>
    public bool NeedsVerifier { get; init; }

    /// <summary>The day on which it is due, in the time zone of its team; null for none.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The moment at which it is due, UTC: the end of the working day.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How it is known to be done.</summary>
    public string? DefinitionOfDone { get; init; }

    /// <summary>What should change by it; null for nothing that is measured.</summary>
    public string? ExpectedEffect { get; init; }

    /// <summary>The evidence that it is done: words and links.</summary>
    public string? Evidence { get; init; }

    /// <summary>The actual effort; null where nobody told.</summary>
    public double? EffortHours { get; init; }

    /// <summary>What stands in its way; null where nothing does.</summary>
    public string? BlockedBecause { get; init; }

    /// <summary>Why it was declined or cancelled.</summary>
    public string? EndedBecause { get; init; }

    /// <inheritdoc/>
    public bool Restricted { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its owner is reminded next, UTC; null for not at all.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>How often its owner was reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>The number as people write it.</summary>
    public string Label => ActionKind.Definition.Labels.Of(Number);
}

/// <summary>The record that an action item comes from, by the stable name of its kind, which the actions do not know.</summary>
/// <param name="Kind">Such as <c>error</c>.</param>
internal sealed record ActionOrigin(string Kind, long Number);

/// <summary>The kind of action.</summary>
internal enum ActionType
{
    /// <summary>Puts right what went wrong.</summary>
    Correction,

    /// <summary>Holds the harm until the cause is gone.</summary>
    Containment,

    /// <summary>Takes away the cause, so that it does not happen again.</summary>
    Corrective,

    /// <summary>Takes away the cause of what has not happened yet.</summary>
    Preventive,
}

/// <summary>The strength of an action: how little it depends on people remembering it.</summary>
internal enum ActionStrength
{
    /// <summary>It cannot go wrong that way any more: automation, a forcing function, the step is gone.</summary>
    Strong,

    /// <summary>A checklist, a second pair of eyes, less load.</summary>
    Medium,

    /// <summary>A rule, a training, a warning.</summary>
    Weak,
}
