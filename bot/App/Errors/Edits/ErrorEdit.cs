using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Errors.Edits;

/// <summary>What the form that edits an error yields; the properties are its inputs.</summary>
internal sealed record ErrorEdit(
    string Story, string Title, Severity Severity, Confidentiality Confidentiality = Confidentiality.Normal) : ErrorDetails
{
    /// <inheritdoc cref="ErrorReport.ProposedSeverity"/>
    public string? ProposedSeverity { get; init; }

    /// <inheritdoc cref="ErrorReport.ProposedCategory"/>
    public string? ProposedCategory { get; init; }

    /// <inheritdoc cref="ErrorReport.IsRaised"/>
    public bool IsRaised { get; init; }

    /// <summary>An error as the form that edits begins with it.</summary>
    public static ErrorEdit Of(ErrorRecord error) => error.CopyTo(new ErrorEdit(
        error.Story, error.Title, error.Severity, error.Restricted ? Confidentiality.Restricted : Confidentiality.Normal));

    /// <summary>The present state with what this person changed since their form was shown.</summary>
    public ErrorEdit Since(ErrorEdit shown, ErrorEdit present) => EditedField.All
        .Where(field => (field.Of(this) ?? "") != (field.Of(shown) ?? ""))
        .Aggregate(present, (merged, field) => field.Copy(this, merged));
}
