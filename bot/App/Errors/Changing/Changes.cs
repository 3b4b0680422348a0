namespace Improvement.Bot.Errors;

/// <summary>Which conversation made a change, and when its form was first shown: for doing it once, and for the time that filling in takes.</summary>
internal sealed record Origin(string DialogId, DateTimeOffset? ShownAt);

/// <summary>What the form that edits an error yields; the properties are its inputs.</summary>
internal sealed record Change(
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
    Confidentiality Confidentiality = Confidentiality.Normal);

/// <summary>The error that a person is about to change, as far as the form shows it; null inside when it cannot be changed any more.</summary>
/// <param name="Refusal">Why it cannot be changed; null when it can.</param>
internal sealed record EditableReport(long Number, string? Refusal = null, Change? Present = null); // the defaults let what was left out as null be read back

/// <summary>Something learned after filing.</summary>
internal sealed record Addition(string Text);

/// <summary>Why a report is taken back.</summary>
internal sealed record Withdrawal(string? Reason = null);

/// <summary>What a witness saw.</summary>
internal sealed record WitnessNote(string? Note = null);
