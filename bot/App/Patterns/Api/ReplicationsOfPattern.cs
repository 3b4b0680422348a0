using System.ComponentModel;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Api;

/// <summary>Something that a team does otherwise.</summary>
internal sealed record AdaptationResource(
    [property: Description("The core step of which it does so; left out for none of them.")] string? CoreStep, string What, string Why,
    [property: Description("Whether it was meant from the beginning.")] bool IsPlanned);

/// <summary>What became of a pattern in a team; no person is named.</summary>
internal sealed record ReplicationResource(
    string Team,
    [property: Description("The AI agent of the team that works by it; left out where the team itself does.")] string? Agent,
    [property: Description("proposed, accepted, in-progress, in-use, sustained, rejected, abandoned.")] string State,
    [property: Description("Since when it is there.")] DateTimeOffset Since,
    [property: Description("adopt, adapt, reject, or left-out: it was not offered though the team meets the same.")] string? Decision,
    [property: Description("Why it was rejected, left out or given up.")] string? Reason,
    [property: Description("The version of the pattern that was offered.")] int Version,
    [property: Description("Core steps that are done.")] int CoreStepsDone,
    DateTimeOffset? InUseSince,
    [property: Description("improved, no-clear-change, worse, too-few-data.")] string? Verdict,
    [property: Description("What the verdict rests on.")] string? VerdictWords,
    [property: Description("What the team learned.")] string? Lessons, AdaptationResource[] Adaptations);

/// <summary>Where a pattern is used and where not, by the names of the teams.</summary>
internal sealed record ReplicationList(ReplicationResource[] Items);

/// <summary>Tells where a pattern is used.</summary>
internal static class ReplicationsOfPattern
{
    /// <summary>All teams that it was offered to, or that were left out with a reason.</summary>
    public static ApiAnswer Tell(ApiCall call, long number) => ApiAnswer.Of(
        StatusCodes.Status200OK,
        new ReplicationList([.. ReplicationRows.Of(call.Get<Session>(), number).Select(ResourceOf)]),
        PatternsApiJson.Api.ReplicationList);

    private static ReplicationResource ResourceOf(Replication one) => new(
        one.TeamName, one.AgentName, Codes.Of(one.State), one.StateSince,
        one.Decision is { } decision ? Codes.Of(decision) : null, one.Reason, one.Edition, one.StepsDone.Length, one.InUseSince,
        one.Verdict is { } verdict ? Codes.Of(verdict) : null, one.VerdictWords, one.Lessons,
        [
            .. one.Adaptations.Select(each =>
                new AdaptationResource(each.Core is "" ? null : each.Core, each.What, each.Why, each.IsPlanned)),
        ]);
}
