using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>
/// What a fix proposal says; the properties are the inputs of its form. The first three are asked, the rest is folded away.
/// </summary>
/// <param name="What">What will be done.</param>
/// <param name="Type">The kind of action.</param>
/// <param name="Effect">What should change by it: from, to, by when.</param>
internal sealed record FixContent(string What = "", ActionType Type = ActionType.Corrective, string Effect = "")
{
    /// <summary>The first fix of the kind that it is the same as, as whoever proposed it chose; null for one of its own.</summary>
    public long? SameAs { get; init; }

    /// <summary>How much less often the error is to be met then; null where nobody says, which is taken as half.</summary>
    public PromisedFall? Promised { get; init; }

    /// <summary>How strongly it works.</summary>
    public ActionStrength Strength { get; init; } = ActionStrength.Medium;

    /// <summary>The cause that it addresses; required from severity 3 on.</summary>
    public string? Cause { get; init; }

    /// <summary>The evidence of that cause.</summary>
    public string? CauseEvidence { get; init; }

    /// <summary>Risk and side effects.</summary>
    public string? Risk { get; init; }

    /// <summary>How it is undone.</summary>
    public string? Rollback { get; init; }

    /// <summary>Whether it cannot be undone.</summary>
    public bool IsIrreversible { get; init; }

    /// <summary>Who and what is affected.</summary>
    public string? Affected { get; init; }

    /// <summary>Hours of work, as its proposer thinks.</summary>
    public double? Effort { get; init; }

    /// <summary>Whether it is the same action as another one, by the same words.</summary>
    public bool DoesTheSameAs(FixContent other) =>
        What.Trim() == other.What.Trim() && Type == other.Type && Strength == other.Strength;

    /// <summary>
    /// The digest that a decision is bound to: SHA-256 over what was decided. Effort, owner, due dates and links are outside it. What was
    /// decided before there were promises keeps its digest, so that an approval of then goes on to hold.
    /// </summary>
    public string DigestWith(string? conditions)
    {
        string?[] decided =
        [
            What.Trim(), Type.ToString(), Strength.ToString(), Effect.Trim(), Cause?.Trim(), Risk?.Trim(), Rollback?.Trim(),
            IsIrreversible ? "irreversible" : "reversible", Affected?.Trim(), conditions?.Trim(),
            .. Promised is { } promised ? [promised.ToString()] : Array.Empty<string>(),
        ];
        var text =
            string.Join('\u001f', decided.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part?.Length ?? 0}:{part}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A fix proposal as it is kept.</summary>
/// <param name="Number">Shown as <c>FIX-3</c>.</param>
/// <param name="Digest">What decisions are bound to.</param>
internal sealed record Fix(
    long Number, long Version, long Error, PersonId? Proposer, string? ProposerName, string ProposerKind, DateTimeOffset ProposedAt,
    FixState State, FixContent Content, string? Conditions, string Digest)
{
    /// <summary>The labels of fixes.</summary>
    public static RecordLabels Labels { get; } = new("FIX");

    /// <summary>As people write it.</summary>
    public string Label => Labels.Of(Number);

    /// <summary>The first fix of its kind; null for one of its own.</summary>
    public long? SameAs => Content.SameAs;

    /// <summary>Its kind, by the number of the first of them.</summary>
    public long Kind => SameAs ?? Number;

    /// <summary>Whether it is a standard fix, which any other member of the team may approve (see <see cref="FixOutcomes"/>).</summary>
    public bool IsStandard { get; init; }

    /// <summary>How often actions of its strength have worked here; null where there are too few to tell.</summary>
    public SuccessRate? Rate { get; init; }

    /// <summary>When its action items were created, UTC; those of before belong to what it was then. Null where it never was.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>Who changed last what is decided about; null for nobody.</summary>
    public PersonId? ChangedBy { get; init; }

    /// <summary>Those who approved what it says now.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>The facts about an error with those about this proposal.</summary>
    public ErrorFacts AddTo(ErrorFacts facts) => facts with
    {
        Proposer = Proposer,
        ChangedBy = ChangedBy,
        ApprovedBy = [.. Approvals.Select(approval => approval.Person)],
        ApprovalsNeeded = ApprovalsNeeded(facts.Severity),
        IsStandard = IsStandard,
    };

    /// <summary>How many leads must approve: two for a critical error, and for what cannot be undone.</summary>
    public int ApprovalsNeeded(Severity severity) => ApprovalsNeeded(severity, Content.IsIrreversible);

    /// <inheritdoc cref="ApprovalsNeeded(Severity)"/>
    public static int ApprovalsNeeded(Severity severity, bool isIrreversible) => severity is Severity.Critical || isIrreversible ? 2 : 1;
}

/// <summary>Somebody who was asked to decide, and named another who should.</summary>
internal sealed record Referral(PersonId Person, string Name, PersonId To, string Words);

/// <summary>An approval that holds.</summary>
internal sealed record Approval(PersonId Person, string Name, string? Rule, DateTimeOffset At);

/// <summary>A decision that was taken about a proposal.</summary>
/// <param name="Digest">Of what was decided about.</param>
/// <param name="VoidAt">Since when it counts no more, UTC; null while it does.</param>
internal sealed record PastDecision(
    string By, FixDecision Decision, string? Words, string Digest, DateTimeOffset At, DateTimeOffset? VoidAt);
