using System.Globalization;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>Why somebody is asked to decide, in words.</summary>
/// <param name="Rule">The rule that chose them; null for somebody who is not asked.</param>
/// <param name="For">The lead for whom they decide; null for their own right.</param>
/// <param name="By">Who named them in their own place; null for nobody.</param>
internal sealed record WhyAsked(DeciderRule? Rule, string? For = null, Referral? By = null);

/// <summary>A fix proposal as whoever decides about it sees it: always what it says now, and what was changed last.</summary>
internal static class FixCards
{
    /// <summary>In a lead's own chat: everything that the decision rests on, and why they are asked.</summary>
    /// <param name="changes">What the last change of the proposal changed; nothing for one that was never changed.</param>
    /// <param name="analysis">The causes; null for none.</param>
    /// <param name="provable">What counts will be able to prove of the fix, in words; null for nothing said.</param>
    public static Card ForApproval(
        ErrorRecord error, Fix fix, WhyAsked why, IReadOnlyList<FieldChange> changes, Analysis? analysis = null,
        string? provable = null) => Card(
        Say(FixTexts.ApprovalSummary, error.Label, error.Title),
        [
            SeverityStrip.Of(error),
            Group(Hint($"{error.Label} · {fix.Label}"), Heading(error.Title) with { Spacing = Spacing.None }),
            Text(WhyOf(error, fix, why)),
            .. Proposal(error, fix),
            provable is null || !error.AwaitsDecision ? null : Hint(provable),
            .. error.AwaitsDecision ? AnalysisCards.ForDecision(error, analysis) : [],
            changes is [] ? null : Group([Subheading(FixTexts.ChangedHeading), .. FixField.Lines(changes).Select(line => Text(line))]),
            error.AwaitsDecision && fix.ProposerKind is not ActorKind.Person ? Text(FixTexts.NotByPerson) with { IsSubtle = true } : null,
            error.AwaitsDecision ? Text(error.IsUnapproved ? FixTexts.IfUndone : FixTexts.IfRejected) with { IsSubtle = true } : null,
            Decisions(error),
        ]);

    /// <summary>The proposal on the card in the channel; nothing where the state has none.</summary>
    public static IEnumerable<Element?> Proposal(ErrorRecord error, Fix fix) =>
    [
        Subheading(Say(FixTexts.ProposalBy, ErrorWords.Named(fix.ProposerName ?? RecordTexts.Somebody, fix.ProposerKind))),
        Text(fix.Content.What),
        Facts(
            (FixTexts.FactType, $"{FixWords.Of(fix.Content.Type)}, {FixWords.Of(fix.Content.Strength)}"),
            (FixTexts.FactPromised, fix.Content.Promised is { } promised ? FixWords.Of(promised) : null),
            (FixTexts.FactSameAs, fix.SameAs is { } first ? Fix.Labels.Of(first) : null),
            (FixTexts.FactReversible, fix.Content.IsIrreversible ? FixTexts.No : null),
            (FixTexts.FactEffort, fix.Content.Effort is { } hours ? Say(FixTexts.Hours, hours.ToString(CultureInfo.CurrentCulture)) : null),
            (FixTexts.FactApproved, Approved(error, fix))),
        // What people wrote stands below its heading: a link in a fact would be cut off on a narrow card.
        StatusCard.Part(FixTexts.FactEffect, fix.Content.Effect),
        StatusCard.Part(FixTexts.FactCause, fix.Content.Cause),
        StatusCard.Part(FixTexts.FactCauseEvidence, fix.Content.CauseEvidence),
        StatusCard.Part(FixTexts.FactRisk, fix.Content.Risk),
        StatusCard.Part(FixTexts.FactRollback, fix.Content.Rollback),
        StatusCard.Part(FixTexts.FactAffected, fix.Content.Affected),
        StatusCard.Part(FixTexts.FactConditions, fix.Conditions),
        fix.IsStandard && error.AwaitsDecision ? Text(Say(FixTexts.Standard, FixOutcomes.NeededForStandard)) : null,
        IsWeakForSeverity(error, fix) ? Warning(FixTexts.WeakOnly) : null,
        fix.Rate is { } rate && error.AwaitsDecision ? Hint(Say(FixTexts.RateOfStrength, rate.Worked, rate.All)) : null,
    ];

    /// <summary>The buttons of a decision; null where none is open.</summary>
    public static Element? Decisions(ErrorRecord error) => !error.AwaitsDecision ? null : Buttons(
        ErrorButtons.Button(FixTexts.Approve, ErrorButtons.VerbOf(ErrorAction.ApproveFix), error.Number),
        ErrorButtons.Button(FixTexts.Otherwise, ErrorButtons.Otherwise, error.Number));

    /// <summary>Whether a severe error gets an action that works only as long as somebody thinks of it.</summary>
    public static bool IsWeakForSeverity(ErrorRecord error, Fix fix) =>
        error.Severity >= Impact.Severity.MinorHarm && fix.Content.Strength is Actions.ActionStrength.Weak;

    private static string? Approved(ErrorRecord error, Fix fix) => fix.Approvals is []
        ? fix.ApprovalsNeeded(error.Severity) > 1 ? FixTexts.TwoNeeded : null
        : string.Join(", ", fix.Approvals.Select(approval => approval.Name))
            + (fix.Approvals.Count < fix.ApprovalsNeeded(error.Severity) ? $" · {FixTexts.OneMoreNeeded}" : "");

    private static string WhyOf(ErrorRecord error, Fix fix, WhyAsked why) => (error.AwaitsDecision, why) switch
    {
        (false, _) => $"{ErrorWords.StateOf(error)}. {ErrorProgress.Of(error)}",
        (_, { By: { } other }) => Say(FixTexts.WhyReferred, other.Name, other.Words),
        (_, { For: { } lead, Rule: { } rule }) => Say(FixTexts.WhyFor, lead, FixWords.ForAnother(rule)),
        (_, { Rule: { } rule }) => Say(
            fix.ApprovalsNeeded(error.Severity) > 1 ? FixTexts.WhyTwo : FixTexts.Why, FixWords.Of(rule)),
        _ => FixTexts.NotAsked,
    };
}
