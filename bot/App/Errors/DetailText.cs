using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Errors;

/// <summary>A free text among the details of an error, as forms, the history, the status card and the API name it.</summary>
/// <param name="Input">The property, which is also the name of its input; in camelCase its member in the API.</param>
/// <param name="Field">The stable name under which an edit is kept, such as <c>hit-words</c>; its words are in the resource file.</param>
/// <param name="Question">The label of its input.</param>
internal sealed record DetailText(
    string Input, string Field, Func<string> Question, Func<ErrorDetails, string?> Of, Func<ErrorDetails, string?, ErrorDetails> Set)
{
    public static readonly DetailText HitWords = new(
        nameof(ErrorDetails.HitWords), "hit-words", () => ErrorTexts.WhoExactly,
        details => details.HitWords, (details, text) => details with { HitWords = text });

    public static readonly DetailText ObjectName = new(
        nameof(ErrorDetails.ObjectName), "object-name", () => ErrorTexts.ObjectName,
        details => details.ObjectName, (details, text) => details with { ObjectName = text });

    public static readonly DetailText ObjectVersion = new(
        nameof(ErrorDetails.ObjectVersion), "object-version", () => ErrorTexts.ObjectVersion,
        details => details.ObjectVersion, (details, text) => details with { ObjectVersion = text });

    public static readonly DetailText AgentStep = new(
        nameof(ErrorDetails.AgentStep), "agent-step", () => ErrorTexts.FactObject,
        details => details.AgentStep, (details, text) => details with { AgentStep = text });

    public static readonly DetailText AgentReason = new(
        nameof(ErrorDetails.AgentReason), "agent-reason", () => ErrorTexts.FactAgentReason,
        details => details.AgentReason, (details, text) => details with { AgentReason = text })
    {
        Heading = () => ErrorTexts.FactAgentReason,
    };

    public static readonly DetailText Expected = new(
        nameof(ErrorDetails.Expected), "expected", () => ErrorTexts.Expected,
        details => details.Expected, (details, text) => details with { Expected = text })
    {
        Heading = () => ErrorTexts.FactExpected,
    };

    public static readonly DetailText Actual = new(
        nameof(ErrorDetails.Actual), "actual", () => ErrorTexts.Actual,
        details => details.Actual, (details, text) => details with { Actual = text })
    {
        Heading = () => ErrorTexts.FactActual,
    };

    public static readonly DetailText ImmediateAction = new(
        nameof(ErrorDetails.ImmediateAction), "action", () => ErrorTexts.ImmediateAction,
        details => details.ImmediateAction, (details, text) => details with { ImmediateAction = text })
    {
        Heading = () => ErrorTexts.FactAction,
    };

    public static readonly DetailText Evidence = new(
        nameof(ErrorDetails.Evidence), "evidence", () => ErrorTexts.Evidence,
        details => details.Evidence, (details, text) => details with { Evidence = text })
    {
        Heading = () => ErrorTexts.FactEvidence,
    };

    /// <summary>What came out, and what was done: paragraphs of the form that reports and of the one that edits.</summary>
    public static ImmutableArray<DetailText> Results { get; } = [Expected, Actual, ImmediateAction, Evidence];

    /// <summary>All of them, in the order of the status card.</summary>
    public static ImmutableArray<DetailText> All { get; } =
        [HitWords, ObjectName, ObjectVersion, AgentStep, AgentReason, .. Results];

    /// <summary>Its heading, where the status card shows it as a part of its own; null where it stands within a fact.</summary>
    public Func<string>? Heading { get; init; }
}
