using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Errors.Edits;

/// <summary>What the form that edits an error yields; the properties are its inputs.</summary>
internal sealed record ErrorEdit(
    string Story,
    string Title,
    Severity Severity,
    HitWhom Hit = HitWhom.NotKnownYet,
    string? HitWords = null,
    string? Category = null,
    string? Expected = null,
    string? Actual = null,
    string? ImmediateAction = null,
    string? Evidence = null,
    Confidentiality Confidentiality = Confidentiality.Normal)
{
    /// <inheritdoc cref="ErrorReport.ProposedSeverity"/>
    public string? ProposedSeverity { get; init; }

    /// <inheritdoc cref="ErrorReport.ProposedCategory"/>
    public string? ProposedCategory { get; init; }

    /// <inheritdoc cref="ErrorReport.IsRaised"/>
    public bool IsRaised { get; init; }

    /// <summary>The present state with what this person changed since their form was shown.</summary>
    public ErrorEdit Since(ErrorEdit shown, ErrorEdit present) => new(
        Newer(Story, shown.Story, present.Story), Newer(Title, shown.Title, present.Title),
        Newer(Severity, shown.Severity, present.Severity), Newer(Hit, shown.Hit, present.Hit),
        Newer(HitWords, shown.HitWords, present.HitWords), Newer(Category, shown.Category, present.Category),
        Newer(Expected, shown.Expected, present.Expected),
        Newer(Actual, shown.Actual, present.Actual), Newer(ImmediateAction, shown.ImmediateAction, present.ImmediateAction),
        Newer(Evidence, shown.Evidence, present.Evidence),
        Newer(Confidentiality, shown.Confidentiality, present.Confidentiality));

    private static T Newer<T>(T mine, T shown, T present) => Equals(mine, shown) || (mine is "" && shown is null) ? present : mine;
}

/// <summary>Something learned after filing.</summary>
internal sealed record Addition(string Text);

/// <summary>Why a report is taken back.</summary>
internal sealed record Withdrawal(string? Reason = null);

/// <summary>What a witness saw.</summary>
internal sealed record WitnessNote(string? Note = null)
{
    /// <summary>When they saw it, as agents and systems know it; now unless given.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
