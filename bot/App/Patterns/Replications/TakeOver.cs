using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// <em>Adopt</em> and <em>Adapt</em>: who leads the team names who looks after it there; and <em>What we do otherwise</em>, which is
/// recorded against a core step.
/// </summary>
internal static class TakeOver
{
    /// <summary>The dialog behind <em>Adopt</em>.</summary>
    public static readonly DialogDefinition Adopt =
        ReplicationDialogs.For<Adoption>("replication-adopt", ReplicationStep.Adopt, AdoptForm, TakeAdopt);

    /// <summary>The dialog behind <em>Adapt</em>.</summary>
    public static readonly DialogDefinition Adapt =
        ReplicationDialogs.For<Adoption>("replication-adapt", ReplicationStep.Adapt, AdaptForm, TakeAdapt);

    /// <summary>The dialog behind <em>What we do otherwise</em>.</summary>
    public static readonly DialogDefinition Change =
        ReplicationDialogs.For<AdaptationWords>("replication-change", ReplicationStep.Change, ChangeForm, TakeChange);

    /// <summary>Who looks after it.</summary>
    public static Form<Adoption> AdoptForm(ReplicationForm shown) => new(
        Card(ReplicationDialogs.Titled(ReplicationTexts.AdoptHeading, shown), [
            .. ReplicationDialogs.Top(ReplicationTexts.AdoptHeading, shown), Hint(ReplicationTexts.AdoptHint), .. OwnerInputs(shown),
        ]),
        answer => CheckOwner(answer, shown))
    {
        Submit = ReplicationTexts.AdoptIt,
        MainInput = nameof(Adoption.OwnerName),
    };

    /// <summary>Who looks after it, and what is done otherwise.</summary>
    public static Form<Adoption> AdaptForm(ReplicationForm shown) => new(
        Card(ReplicationDialogs.Titled(ReplicationTexts.AdaptHeading, shown), [
            .. ReplicationDialogs.Top(ReplicationTexts.AdaptHeading, shown), .. OwnerInputs(shown), .. AdaptationInputs(shown),
        ]),
        answer => CheckOwner(answer, shown)
            .When(string.IsNullOrWhiteSpace(answer.What), nameof(Adoption.What), PatternTexts.WordsMissing)
            .When(string.IsNullOrWhiteSpace(answer.Why), nameof(Adoption.Why), PatternTexts.WordsMissing)
            .WhenTooLong(nameof(Adoption.What), answer.What)
            .WhenTooLong(nameof(Adoption.Why), answer.Why))
    {
        Submit = ReplicationTexts.AdaptIt,
        MainInput = nameof(Adoption.What),
    };

    /// <summary>What is done otherwise.</summary>
    public static Form<AdaptationWords> ChangeForm(ReplicationForm shown) => new(
        Card(ReplicationDialogs.Titled(ReplicationTexts.ChangeHeading, shown), [
            .. ReplicationDialogs.Top(ReplicationTexts.ChangeHeading, shown),
            .. AdaptationInputs(shown),
            Tick(nameof(AdaptationWords.IsPlanned), ReplicationTexts.PlannedLabel, ReplicationTexts.PlannedTick),
        ]),
        answer => Problems.None.WhenTooLong(nameof(AdaptationWords.What), answer.What)
            .WhenTooLong(nameof(AdaptationWords.Why), answer.Why))
    {
        Submit = ReplicationTexts.ChangeIt,
        MainInput = nameof(AdaptationWords.What),
    };

    private static IEnumerable<Element> OwnerInputs(ReplicationForm shown) =>
    [
        PersonChoice.Input(nameof(Adoption.Owner), ReplicationTexts.OwnerLabel,
            shown.Self is null ? ReplicationTexts.OwnerHint : ReplicationTexts.OwnerSelf, shown.Colleagues),
        Line(nameof(Adoption.OwnerName), PatternTexts.NameTyped),
    ];

    private static IEnumerable<Element> AdaptationInputs(ReplicationForm shown)
    {
        if (shown.Core is not [])
        {
            yield return Pick(
                nameof(AdaptationWords.Core), ReplicationTexts.CoreLabel,
                shown.Core.Select((step, at) => (at.ToString(CultureInfo.InvariantCulture), ShortText.Cut(step, 100))))
                with { Placeholder = ReplicationTexts.CoreHint };
        }

        yield return Line(nameof(AdaptationWords.What), ReplicationTexts.WhatLabel) with
        {
            IsRequired = true, ErrorMessage = PatternTexts.WordsMissing,
        };
        yield return Line(nameof(AdaptationWords.Why), ReplicationTexts.WhyLabel) with
        {
            IsRequired = true, ErrorMessage = PatternTexts.WordsMissing,
        };
    }

    private static Problems CheckOwner(Adoption answer, ReplicationForm shown) => Problems.None.When(
        OwnerOf(answer, shown.Colleagues, shown.Self) is null, nameof(Adoption.OwnerName), PatternTexts.NameUnknown);

    /// <summary>Who was chosen or typed; who decides where that is nobody.</summary>
    private static PersonChoice? OwnerOf(Adoption answer, IReadOnlyList<PersonChoice> colleagues, PersonChoice? self) =>
        answer.Owner is null && string.IsNullOrWhiteSpace(answer.OwnerName)
            ? self
            : PersonChoice.Meant(colleagues, answer.Owner, answer.OwnerName);

    private static string? TakeAdopt(IServiceProvider services, long id, Adoption answer, RequestOrigin origin) =>
        TakeDecision(services, id, ReplicationStep.Adopt, ReplicationDecision.Adopt, answer, origin);

    private static string? TakeAdapt(IServiceProvider services, long id, Adoption answer, RequestOrigin origin) =>
        TakeDecision(services, id, ReplicationStep.Adapt, ReplicationDecision.Adapt, answer, origin);

    private static string? TakeDecision(
        IServiceProvider services, long id, ReplicationStep step, ReplicationDecision decision, Adoption answer, RequestOrigin origin)
    {
        var change = services.GetRequiredService<ReplicationChange>();
        var (refusal, pattern, one, _) = change.Allowed(id, step);
        if (pattern is null || one is null) return refusal;
        var colleagues = services.GetRequiredService<ReplicationDialogs>().ColleaguesIn(one.Team);
        var self = colleagues.FirstOrDefault(each => each.Id == change.Actor.Id?.Value);
        if (OwnerOf(answer, colleagues, self) is not { } owner) return PatternTexts.NameUnknown;
        if (decision is ReplicationDecision.Adapt)
        {
            Add(services, one, pattern, new(answer.What!, answer.Why!, answer.Core, IsPlanned: true));
        }

        refusal = change.Take(
            id, step, origin, each => each with { Owner = new PersonId(owner.Id), Decision = decision }, answer.What?.Trim());
        if (refusal is not null) return refusal;
        change.ShowTo(pattern, new(owner.Id));
        if (one.Agent is { } agent) PatternRows.AddReader(services.GetRequiredService<Session>(), pattern.Number, agent);
        return null;
    }

    private static string? TakeChange(IServiceProvider services, long id, AdaptationWords answer, RequestOrigin origin)
    {
        var change = services.GetRequiredService<ReplicationChange>();
        var (refusal, pattern, one, _) = change.Allowed(id, ReplicationStep.Change);
        if (pattern is null || one is null) return refusal;
        Add(services, one, pattern, answer);
        return change.Take(id, ReplicationStep.Change, origin, reason: answer.What.Trim());
    }

    private static void Add(IServiceProvider services, Replication one, Pattern pattern, AdaptationWords words)
    {
        var session = services.GetRequiredService<Session>();
        var core = ReplicationViews.CoreOf(session, pattern, one);
        var step = words.Core is { } at && at >= 0 && at < core.Count ? core[at] : "";
        ReplicationRows.Add(session, one.Id, new(step, words.What.Trim(), words.Why.Trim(), words.IsPlanned));
    }
}

/// <summary>Who looks after it, and what is done otherwise.</summary>
/// <param name="OwnerName">As typed; goes before who was chosen.</param>
/// <param name="Core">The core step of which something is done otherwise, by its place from 0.</param>
internal sealed record Adoption(
    long? Owner = null, string? OwnerName = null, string? What = null, string? Why = null, int? Core = null);

/// <summary>What is done otherwise, and why.</summary>
/// <param name="Core">The core step, by its place from 0; null for none of them.</param>
internal sealed record AdaptationWords(string What, string Why, int? Core = null, bool IsPlanned = false);
