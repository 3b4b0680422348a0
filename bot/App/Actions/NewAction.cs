using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions;

/// <summary>What another slice, or a person, wants to have done.</summary>
internal sealed record NewAction(string Title, ActionType Type, ActionStrength Strength)
{
    /// <summary>The record that it comes from; null for none.</summary>
    public RecordId? Parent { get; init; }

    /// <summary>The team that it belongs to; null for none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>Who wants it; null for whoever acts.</summary>
    public PersonId? Author { get; init; }

    /// <summary>Who is to do it; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Who is to verify it; null for whoever may. Never the owner.</summary>
    public PersonId? Verifier { get; init; }

    /// <summary>Whether it comes from what was approved, so that no lead has to approve it again.</summary>
    public bool IsApproved { get; init; }

    /// <inheritdoc cref="ActionItem.IsMandatory"/>
    public bool IsMandatory { get; init; }

    /// <summary>
    /// Whether somebody other than the owner verifies it. An action without an expected effect needs no verifier unless this says so.
    /// </summary>
    public bool NeedsVerifier { get => field || !string.IsNullOrWhiteSpace(ExpectedEffect); init; }

    /// <summary>The day on which it is due, in the time zone of its team; null for none.</summary>
    public DateOnly? DueDate { get; init; }

    /// <inheritdoc cref="ActionItem.DefinitionOfDone"/>
    public string? DefinitionOfDone { get; init; }

    /// <inheritdoc cref="ActionItem.ExpectedEffect"/>
    public string? ExpectedEffect { get; init; }

    /// <summary>Whether only some of its team may see it, as of its parent.</summary>
    public bool Restricted { get; init; }

    /// <summary>People from outside the team to whom it answers, such as who reported: they see number, title and state.</summary>
    public IReadOnlyList<PersonId> Witnesses { get; init; } = [];
}
