using System.ComponentModel;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Patterns.Api;

/// <summary>A step of an instruction.</summary>
internal sealed record InstructionStepResource(
    string Text, [property: Description("Whether it must stay as it is; others may be changed.")] bool IsCore);

/// <summary>A criterion, as it was checked of one version.</summary>
internal sealed record InstructionCheckResource(
    [property: Description("repeatable, measurable, transferable, within-rules.")] string Criterion, bool IsMet, string Evidence,
    [property: Description("The version that was checked.")] int Version);

/// <summary>How strong the evidence is.</summary>
internal sealed record InstructionEvidenceResource(
    [property: Description("What the state says of it, in words.")] string Strength,
    [property: Description("How one sees that it works, or how it is known.")] string? HowToTell, InstructionCheckResource[] Checks,
    [property: Description("Flags that wait for an answer of its owner.")] int OpenFlags);

/// <summary>Where an instruction comes from. No person is named.</summary>
internal sealed record InstructionOriginResource(
    string? Team, [property: Description("The record that it was kept from, as far as the caller may know of it.")] string? Record,
    DateTimeOffset CreatedAt, [property: Description("Of when this version is.")] DateTimeOffset ChangedAt);

/// <summary>Where to read on, and to say what became of it. Reading is not a use.</summary>
internal sealed record InstructionLinksResource(
    string Self, [property: Description("The same as a SKILL.md.")] string Skill, string Pattern,
    [property: Description("POST: you used it; left out where it is not offered any more.")] string? Use,
    [property: Description("POST: what is wrong with it; left out where it is not offered any more.")] string? Flag);

/// <summary>A version of a pattern as an instruction for an AI agent.</summary>
internal sealed record InstructionResource(
    string Id, long Number, int Version, bool IsNewest,
    [property: Description("candidate, validated, replicated, standard, challenged, retired: of the pattern at this moment.")] string State,
    [property: Description("Whether it did not work.")] bool IsAttempt,
    [property: Description("Whether to begin to work by it; never where it is challenged, retired, or did not work.")] bool MayBegin,
    [property: Description("Why not to begin with it; left out where nothing speaks against that.")] string? Warning, string Title,
    [property: Description("In which situation to use it.")] string? UseWhen,
    [property: Description("What worked; of an attempt, what was tried.")] string What, InstructionStepResource[] Steps,
    [property: Description("What not to do, and when it does not work.")] string? Limits,
    [property: Description("Why it is thought to work; of an attempt, why it did not.")] string? Mechanism,
    [property: Description("Benefits, costs and side effects.")] string? Consequences,
    [property: Description("What pulls in other directions.")] string? Forces,
    InstructionEvidenceResource Evidence, InstructionOriginResource Origin, InstructionLinksResource Links)
{
    /// <summary>An instruction as JSON.</summary>
    public static ApiAnswer Tell(ApiCall call, Instruction instruction) =>
        ApiAnswer.Of(StatusCodes.Status200OK, Of(instruction), PatternsApiJson.Api.InstructionResource);

    private static InstructionResource Of(Instruction told)
    {
        var (pattern, content, version) = (told.Pattern, told.Content, told.Version.Edition);
        return new(
            pattern.Label, pattern.Number, version, told.IsNewest, Codes.Of(pattern.State), pattern.IsAttempt, told.MayBegin, told.Warning,
            content.Title, told.When, content.Story, [.. told.Steps.Select(step => new InstructionStepResource(step.Text, step.IsCore))],
            content.Limits, content.Mechanism, content.Consequences, content.Forces,
            new(told.Strength, content.Evidence, [.. told.Criteria.Select(CheckOf)], told.OpenFlags),
            new(pattern.TeamName, told.Origin, pattern.CreatedAt, told.Version.At), LinksOf(pattern, version));
    }

    private static InstructionCheckResource CheckOf(CheckedCriterion found) =>
        new(Codes.Of(found.Criterion), found.IsMet, found.Evidence, found.Edition);

    private static InstructionLinksResource LinksOf(Pattern pattern, int version)
    {
        var path = PatternsApi.PathOf(pattern.Number);
        return new(
            $"{path}/instruction?version={version}", $"{path}/skill?version={version}", path, pattern.IsOver ? null : $"{path}/uses",
            pattern.IsOver ? null : $"{path}/flags");
    }
}
