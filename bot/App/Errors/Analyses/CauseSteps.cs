using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>A node that a form offers, as a line of a list.</summary>
/// <param name="Line">Its place and its text.</param>
internal sealed record CauseChoice(long Number, string Line);

/// <summary>What the forms of an analysis begin with.</summary>
/// <param name="Causes">The nodes to choose from, in the order of the tree.</param>
// the defaults let what was left out as null be read back
internal sealed record CausePresent(string Title, Severity Severity, CauseChoice[] Causes)
{
    /// <summary>The checks that fail, in words.</summary>
    public string[] Missing { get; init; } = [];

    /// <summary>Accepted causes of other errors, for a form that asks for one that is the same; empty for any other.</summary>
    public CauseChoice[] Elsewhere { get; init; } = [];

    /// <summary>Whether one of the causes is the same as in another error that the person sees.</summary>
    public bool IsShared { get; init; }
}

/// <summary>Takes the steps of a root cause analysis, inside a commit: a step in the life of its error each.</summary>
internal sealed class CauseSteps(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, Notices notices, ReviewClock clock,
    CauseSharing sharing)
{
    /// <summary>Causes of an error at most: a form lists all of them to choose from.</summary>
    public const int MostCauses = 60;

    /// <summary>Characters of a cause in a line of the channel.</summary>
    private const int LineShown = 200;

    /// <summary>Failed checks that a form lists; with these mended it lists the others.</summary>
    private const int ChecksShown = 8;

    /// <summary>The causes wait for a lead who looks at them.</summary>
    public static NoticeSource Notice { get; } = new(
        "causes-review", (services, subject) => services.GetRequiredService<CauseSteps>().IsAsked(subject))
    {
        View = ErrorKind.AnalysisView,
    };

    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    public ChangeResult<CausePresent> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        var analysis = AlsoIn.Of(session, reporter, number);
        if (action is ErrorAction.AddCause && analysis?.Causes.Count >= MostCauses)
        {
            return new(number, Say(AnalysisTexts.TooMany, MostCauses));
        }

        return new(number, null, new(
            error.Title, error.Severity,
            [.. (analysis?.Causes ?? []).Select(cause => new CauseChoice(cause.Number, AnalysisCards.Choice(cause)))])
        {
            Missing = analysis is null
                ? []
                : [.. AnalysisChecks.Of(analysis, error.Severity).Take(ChecksShown).Select(AnalysisCards.WordsOf)],
            Elsewhere = action is ErrorAction.ChangeCause ? sharing.Offered(error) : [],
            IsShared = action is ErrorAction.ChangeCause && analysis?.Causes.Any(cause => cause.AlsoIn is not []) is true,
        });
    }

    /// <summary>
    /// Adds a cause, with evidence where there is some; the first one opens the analysis, and is the only one that a channel hears of
    /// before all are complete: a line for each would bury the thread.
    /// </summary>
    public string? Add(long number, CauseAnswer answer, RequestOrigin origin) => steps.Take(number, ErrorAction.AddCause, error =>
    {
        var isFirst = AnalysisRows.StateOf(session, number) is null;
        var analysis = AnalysisRows.FindOrOpen(session, number, guard.Me(), actor.Now);
        var parent = Find(number, answer.Under)?.Number;
        var cause = AnalysisRows.Add(session, analysis, parent, answer.Content, origin.DialogId, guard.Me(), actor.Now);
        if (!string.IsNullOrWhiteSpace(answer.Evidence))
        {
            AnalysisRows.AddEvidence(session, cause, answer.Evidence.Trim(), guard.Me(), actor.Now);
        }

        return Step("cause-added", answer.Text, origin) with
        {
            Line = isFirst ? () => Say(AnalysisTexts.LineAdded, actor.Name, ShortText.Cut(answer.Text.Trim(), LineShown)) : null,
            // what was written before belongs to an earlier state, and would be read as the reason of this one
            Columns = error.State is ErrorState.Accepted or ErrorState.Contained ? [("reason", (string?)null)] : [],
        };
    });

    /// <summary>Adds evidence to a cause; gives why not, or null.</summary>
    public string? AddEvidence(long number, EvidenceAnswer answer, RequestOrigin origin) =>
        Find(number, answer.Cause) is not { } cause ? AnalysisTexts.CauseIsGone : steps.Take(number, ErrorAction.SupportCause, _ =>
        {
            AnalysisRows.AddEvidence(session, cause.Number, answer.Text.Trim(), guard.Me(), actor.Now);
            return Step("cause-supported", answer.Text, origin);
        });

    /// <summary>
    /// Changes what a cause says, or of which other error it is a cause as well, or takes it out; gives why not, or null.
    /// </summary>
    public string? Change(long number, ChangeAnswer answer, RequestOrigin origin)
    {
        if (Find(number, answer.Cause) is not { } cause) return AnalysisTexts.CauseIsGone;
        if (answer.SameAs is { } same && !IsOffered(number, same)) return AnalysisTexts.SameAsIsGone;
        return steps.Take(number, ErrorAction.ChangeCause, error =>
        {
            if (answer.IsItsOwn || answer.IsRemoved) sharing.Unshare(error, AnalysisRows.OfError(session, number)!, cause);
            if (answer.IsRemoved)
            {
                AnalysisRows.Remove(session, cause.Number, guard.Me(), actor.Now);
                return Step("cause-removed", cause.Content.Text, origin);
            }

            var content = answer.MergedWith(cause.Content);
            AnalysisRows.Change(session, cause.Number, content);
            if (answer.SameAs is { } other) sharing.Share(error, cause, sharing.Find(error, other)!);
            return Step("cause-changed", content.Text, origin);
        });
    }

    /// <summary>Whether what was around an error may be written down, and what is written of it already.</summary>
    public ChangeResult<ContextPresent> LookAtContext(long number)
    {
        var (error, refusal) = guard.Allowed(number, ErrorAction.DescribeContext);
        return error is null
            ? new(number, refusal)
            : new(number, null, new(error.Title, AnalysisRows.OfError(session, number)?.Context ?? new()));
    }

    /// <summary>Writes down what was around an error; gives why not, or null.</summary>
    /// <param name="shown">What the form began with.</param>
    public string? Describe(long number, AnalysisContext shown, AnalysisContext answer, RequestOrigin origin) =>
        steps.Take(number, ErrorAction.DescribeContext, _ =>
        {
            var analysis = AnalysisRows.OfError(session, number)!;
            AnalysisRows.Set(session, analysis with { Context = analysis.Context.With(shown, answer) });
            return new("causes-described", null) { Origin = origin };
        });

    /// <summary>Says that the causes are complete, and asks the leads to look; gives why not, or null.</summary>
    public string? Submit(long number, SubmitAnswer answer, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.SubmitCauses, error =>
        {
            var analysis = AnalysisRows.OfError(session, number)!;
            AnalysisRows.Set(session, analysis with
            {
                State = AnalysisState.UnderReview,
                SubmittedBy = guard.Me(),
                SubmittedAt = actor.Now,
                Justification = Filled(answer.Justification) ?? analysis.Justification,
                WentWell = Filled(answer.WentWell) ?? analysis.WentWell,
                MadeSense = Filled(answer.MadeSense) ?? analysis.MadeSense,
            });
            clock.Start(error);
            return new("causes-submitted", () => Say(AnalysisTexts.LineSubmitted, actor.Name)) { Origin = origin };
        });
        if (refusal is null) Ask(ErrorRows.FindAny(session, number)!);
        return refusal;
    }

    /// <summary>Accepts the causes; gives why not, or null.</summary>
    public string? Accept(long number) => steps.Take(number, ErrorAction.AcceptCauses, _ =>
    {
        AnalysisRows.Set(session, AnalysisRows.OfError(session, number)! with { State = AnalysisState.Accepted });
        ReviewClock.Stop(session, number);
        return new("causes-accepted", () => Say(AnalysisTexts.LineAccepted, actor.Name));
    });

    /// <summary>Sends the causes back to be written further; gives why not, or null.</summary>
    public string? Return(long number, Words words, RequestOrigin origin) => steps.Take(number, ErrorAction.ReturnCauses, error =>
    {
        var analysis = AnalysisRows.OfError(session, number)!;
        AnalysisRows.Set(session, analysis with { State = AnalysisState.Draft, SubmittedBy = null, SubmittedAt = null });
        ReviewClock.Stop(session, number);
        if (analysis.SubmittedBy is { } submitter)
        {
            notices.Say(
                submitter, AttentionKind.Answer, ErrorKind.Id(number),
                () => Say(AnalysisTexts.ToldReturned, error.Label, actor.Name, words.Filled));
        }

        return new("causes-returned", () => Say(AnalysisTexts.LineReturned, actor.Name, words.Filled))
        {
            Reason = words.Filled,
            Origin = origin,
        };
    });

    private static ErrorStep Step(string happened, string text, RequestOrigin origin) =>
        new(happened, null) { Reason = text.Trim(), Origin = origin };

    private bool IsOffered(long number, long cause) =>
        ErrorRows.FindAny(session, number) is { } error && sharing.Find(error, cause) is not null;

    private Cause? Find(long number, long? cause) =>
        cause is null ? null : AnalysisRows.OfError(session, number)?.Causes.FirstOrDefault(each => each.Number == cause);

    private void Ask(ErrorRecord error)
    {
        foreach (var person in FixProposals.Asked(reporter.DecidersBesides(guard.Me(), error), upTo: null))
        {
            notices.Send(person, AttentionKind.Decision, Notice, ErrorKind.Id(error.Number));
        }
    }

    private bool IsAsked(NoticeSubject subject) =>
        AnalysisRows.StateOf(session, subject.Record.Number)?.State is AnalysisState.UnderReview;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
