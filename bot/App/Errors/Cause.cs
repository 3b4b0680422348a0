using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors;

/// <summary>The kind of a causal node.</summary>
internal enum CauseKind
{
    /// <summary>What led to the error immediately.</summary>
    Direct,

    /// <summary>What made it more likely.</summary>
    Contributing,

    /// <summary>What must be removed so that it cannot happen again.</summary>
    Root,

    /// <summary>Why it was not caught earlier.</summary>
    Escape,
}

/// <summary>The counterfactual: if this had not been so, would the error have happened all the same?</summary>
internal enum Counterfactual
{
    /// <summary>Nobody has said.</summary>
    NotSaid,

    /// <summary>No: without it the error would not have happened.</summary>
    WouldNotHaveHappened,

    /// <summary>It would have been less likely or less bad.</summary>
    Partly,

    /// <summary>Yes: it would have happened all the same, so it is hardly a cause.</summary>
    WouldHaveHappened,
}

/// <summary>How sure those who wrote it are.</summary>
internal enum CauseConfidence
{
    /// <summary>A guess.</summary>
    Low,

    /// <summary>Likely.</summary>
    Medium,

    /// <summary>Seen or measured.</summary>
    High,
}

/// <summary>What a form says of a causal node; the properties are the inputs.</summary>
/// <param name="Text">Why it happened, in a sentence.</param>
/// <param name="Kind">What kind of cause it is.</param>
internal sealed record CauseContent(string Text = "", CauseKind Kind = CauseKind.Contributing)
{
    /// <summary>If it had not been so, would it have happened all the same?</summary>
    public Counterfactual Without { get; init; }

    /// <summary>How sure its author is.</summary>
    public CauseConfidence Confidence { get; init; } = CauseConfidence.Medium;

    /// <summary>A code of the cause group axis; null for not sure.</summary>
    public string? Group { get; init; }
}

/// <summary>A causal node as it is kept.</summary>
/// <param name="Parent">The node that it explains; null for the error itself.</param>
/// <param name="AddedBy">Who wrote it.</param>
internal sealed record Cause(long Number, long? Parent, CauseContent Content, PersonId AddedBy, string AddedByName, DateTimeOffset AddedAt)
{
    /// <summary>Its evidence, the oldest first: links, logs, what somebody saw.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Its place in the tree, such as <c>1.2.1</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>How often <em>why</em> was asked down to it: 1 for what explains the error itself.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>The root cause analysis of an error.</summary>
/// <param name="Causes">Its nodes, each followed by what explains it.</param>
internal sealed record Analysis(long Number, long Version, AnalysisState State, IReadOnlyList<Cause> Causes)
{
    /// <summary>Who said that it is complete; null while it is written.</summary>
    public PersonId? SubmittedBy { get; init; }

    /// <summary>Why it is enough although a check fails; null for nothing.</summary>
    public string? Justification { get; init; }

    /// <summary>What went well, or limited the damage; null for nothing.</summary>
    public string? WentWell { get; init; }

    /// <summary>Why what was done made sense at the time; null for nothing.</summary>
    public string? MadeSense { get; init; }

    /// <summary>The nodes of a kind.</summary>
    public IEnumerable<Cause> Of(CauseKind kind) => Causes.Where(cause => cause.Content.Kind == kind);

    /// <summary>The nodes in the order of a tree, each with its place and depth. What explains a removed node explains the error.</summary>
    public static IReadOnlyList<Cause> InOrder(IReadOnlyList<Cause> causes)
    {
        var byParent = causes.ToLookup(
            cause => cause.Parent is { } parent && causes.Any(other => other.Number == parent) ? parent : (long?)null);
        return [.. Below(null, "", 1)];

        IEnumerable<Cause> Below(long? parent, string prefix, int depth) => byParent[parent].SelectMany((cause, at) =>
        {
            var place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}{at + 1}");
            return Below(cause.Number, place + ".", depth + 1).Prepend(cause with { Place = place, Depth = depth });
        });
    }
}
