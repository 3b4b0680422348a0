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

    /// <summary>What it shares with the causes that are the same, in whatever error; null for one of its own.</summary>
    public long? Shared { get; init; }

    /// <summary>The labels of other errors with the same cause, as far as whoever reads may see them; see <c>Cards/AlsoIn.cs</c>.</summary>
    public IReadOnlyList<string> AlsoIn { get; init; } = [];

    /// <summary>Its place in the tree, such as <c>1.2.1</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>How often <em>why</em> was asked down to it: 1 for what explains the error itself.</summary>
    public int Depth { get; init; } = 1;
}

/// <summary>
/// What was around an error, as far as somebody wrote it down: the problem statement, the key moments, and who looked at it. Null for
/// nothing. The properties are the inputs of its form.
/// </summary>
internal sealed record AnalysisContext
{
    /// <summary>What the problem is: what, where, when, how much of it.</summary>
    public string? ProblemIs { get; init; }

    /// <summary>What it is not, though it could be: where and when it does not happen.</summary>
    public string? ProblemIsNot { get; init; }

    /// <summary>When and how it was noticed.</summary>
    public string? Detected { get; init; }

    /// <summary>When and how it was understood.</summary>
    public string? Diagnosed { get; init; }

    /// <summary>When and how the case was repaired.</summary>
    public string? Repaired { get; init; }

    /// <summary>What went well, or limited the damage.</summary>
    public string? WentWell { get; init; }

    /// <summary>Why what was done made sense at the time (local rationality).</summary>
    public string? MadeSense { get; init; }

    /// <summary>Who led the talk about it.</summary>
    public string? Facilitator { get; init; }

    /// <summary>Who took part in it.</summary>
    public string? Participants { get; init; }

    /// <summary>
    /// What is kept once somebody saves: of each text what they wrote where they changed it, and otherwise what is stored by now, which
    /// somebody else may have written meanwhile.
    /// </summary>
    /// <param name="shown">What their form began with.</param>
    /// <param name="saved">What they sent.</param>
    public AnalysisContext With(AnalysisContext shown, AnalysisContext saved)
    {
        return new()
        {
            ProblemIs = Of(each => each.ProblemIs),
            ProblemIsNot = Of(each => each.ProblemIsNot),
            Detected = Of(each => each.Detected),
            Diagnosed = Of(each => each.Diagnosed),
            Repaired = Of(each => each.Repaired),
            WentWell = Of(each => each.WentWell),
            MadeSense = Of(each => each.MadeSense),
            Facilitator = Of(each => each.Facilitator),
            Participants = Of(each => each.Participants),
        };

        string? Of(Func<AnalysisContext, string?> text)
        {
            var written = string.IsNullOrWhiteSpace(text(saved)) ? null : text(saved)!.Trim();
            return written == text(shown) ? text(this) : written;
        }
    }
}

/// <summary>The root cause analysis of an error.</summary>
/// <param name="Causes">Its nodes, each followed by what explains it.</param>
internal sealed record Analysis(long Number, long Version, AnalysisState State, IReadOnlyList<Cause> Causes)
{
    /// <summary>Who said that it is complete; null while it is written.</summary>
    public PersonId? SubmittedBy { get; init; }

    /// <summary>Why it is enough although a check fails; null for nothing.</summary>
    public string? Justification { get; init; }

    /// <summary>When they did, UTC; null while it is written, and where that was not kept yet.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>What was around the error.</summary>
    public AnalysisContext Context { get; init; } = new();

    /// <inheritdoc cref="AnalysisContext.WentWell"/>
    public string? WentWell { get => Context.WentWell; init => Context = Context with { WentWell = value }; }

    /// <inheritdoc cref="AnalysisContext.MadeSense"/>
    public string? MadeSense { get => Context.MadeSense; init => Context = Context with { MadeSense = value }; }

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
