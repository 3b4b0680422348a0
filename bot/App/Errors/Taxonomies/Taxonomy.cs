using System.Collections.Immutable;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Errors.Taxonomies;

/// <summary>One question about an error with a single choice as its answer.</summary>
/// <param name="Name">The stable name, also the prefix of its words in the resource file.</param>
/// <param name="Codes">The stable codes on offer, in the order shown. A code never changes its meaning; kebab-case, no commas, as cards
/// send several choices in one text.</param>
internal sealed record Axis(string Name, ImmutableArray<string> Codes)
{
    /// <summary>Whether the code is on offer. Codes of older versions stay valid on the records that carry them.</summary>
    public bool Offers(string? code) => code is not null && Codes.Contains(code, StringComparer.Ordinal);
}

/// <summary>The four independent axes an error is described on. A record keeps the <paramref name="Version"/> it was filed under.</summary>
internal sealed record Taxonomy(int Version, Axis Kind, Axis Detection, Axis CauseGroup, Axis AgentMode)
{
    /// <summary>What every organisation begins with.</summary>
    public static Taxonomy Starting { get; } = new(
        1,
        new(
            "Kind",
            [
                Kinds.Omitted, Kinds.Wrong, Kinds.Extra, Kinds.Late, Kinds.Misunderstood, Kinds.WrongInformation, Kinds.LostHandOver,
                Kinds.NotChecked, Kinds.Unsafe, Kinds.ToolFailure]),
        new(
            "Detection",
            [
                Detections.Self, Detections.Colleague, Detections.Customer, Detections.Check, Detections.Monitoring, Detections.OtherAgent,
                Detections.Audit]),
        new("CauseGroup", ["instruction", "knowledge", "communication", "tool-data", "process", "workload", "environment", "judgement"]),
        new("AgentMode",
        [
            "disobeyed-task", "disobeyed-role", "repeated-steps", "lost-history", "did-not-stop",
            "reset-conversation", "did-not-ask", "drifted", "withheld-information", "ignored-input", "said-not-did",
            "stopped-early", "no-check", "wrong-check",
        ]));

    /// <summary>All four, in the order of the record.</summary>
    public ImmutableArray<Axis> Axes => [Kind, Detection, CauseGroup, AgentMode];
}

/// <summary>The starting codes of the kind axis, by name for the rules that propose them.</summary>
internal static class Kinds
{
    public const string Omitted = "omitted";
    public const string Wrong = "wrong";
    public const string Extra = "extra";
    public const string Late = "late";
    public const string Misunderstood = "misunderstood";
    public const string WrongInformation = "wrong-information";
    public const string LostHandOver = "lost-hand-over";
    public const string NotChecked = "not-checked";
    public const string Unsafe = "unsafe";
    public const string ToolFailure = "tool-failure";
}

/// <summary>The starting codes of the detection axis.</summary>
internal static class Detections
{
    public const string Self = "self";
    public const string Colleague = "colleague";
    public const string Customer = "customer";
    public const string Check = "check";
    public const string Monitoring = "monitoring";
    public const string OtherAgent = "other-agent";
    public const string Audit = "audit";
}
