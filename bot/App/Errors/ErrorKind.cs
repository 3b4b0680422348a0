using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Api;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Ranking;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Errors.Weekly;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Errors as a kind of record.</summary>
internal static class ErrorKind
{
    /// <summary>The name of the kind in events, webhooks, places and buttons.</summary>
    public const string Name = "error";

    /// <summary>The view in the reporter's chat.</summary>
    public const string ReporterView = "reporter";

    /// <summary>The view in the chat of somebody who met the same thing.</summary>
    public const string WitnessView = "witness";

    /// <summary>The view in the owner's chat.</summary>
    public const string OwnerView = "owner";

    /// <summary>The view in the chat of somebody who is asked to decide about a fix.</summary>
    public const string ApprovalView = "approval";

    /// <summary>The view of its causes.</summary>
    public const string AnalysisView = "causes";

    /// <summary>The view in the chat of somebody who is asked to confirm a verdict on a fix.</summary>
    public const string VerdictView = "verdict";

    /// <summary>The view in a lead's own chat.</summary>
    public const string LeadView = "lead";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"errors"), Sql.Of($"reporter"), Sql.Of($"error_readers"), Sql.Of($"witnesses"), Sql.Of($"error")), Role.ErrorLead);

    /// <summary>The kind.</summary>
    public static RecordKind<ErrorRecord> Definition { get; } = new(Name, "ERR", Access)
    {
        Find = (services, number) => ErrorRows.FindAny(services.GetRequiredService<Session>(), number),
        NotFound = () => ErrorTexts.NotFound,
        Beginning = new(ReportError.Name, () => ErrorTexts.BeginReport, () => ErrorTexts.StatusReport) { From = ReportError.From },
        States = ErrorStates.All,
        Withdrawn = [nameof(ErrorState.Withdrawn), nameof(ErrorState.Duplicate), nameof(ErrorState.NotAnError)],
        Filters = [new SeverityFilter(), new CategoryFilter()],
        Texts = Sql.Of($"SELECT id, version, team, reporter AS author, title, story AS text FROM errors"),
        Whole = ErrorStatus.Whole,
        Outline = ErrorStatus.Outline,
        LineOf = ErrorLine.Of,
        Views = ErrorViews.All,
        SharedView = ErrorViews.Triage,
        LeadView = ErrorViews.Lead,
        View = ErrorViews.Draw,
        RefreshUsers = ErrorViews.RefreshUsers,
        StepsOf = look => ErrorButtons.InList(look.Record, look.Services.GetRequiredService<Reporter>().ActionsOn(look.Record)),
        Candidates = ErrorCandidates.Of,
        DigestObjects = [.. Enum.GetValues<ReportedObject>().Select(each => (each.ToString(), (Func<string>)(() => ErrorWords.Of(each))))],
        Hidden = ErrorCards.Hidden,
        Events = ErrorEventChoices.All,
        Scopes = ErrorScopes.All,
        ForWebhook = ErrorsApi.ForWebhook,
        Digest = ErrorDigest.Of,
        Ended = EndedErrors.Of,
    };

    /// <summary>The labels of errors.</summary>
    public static RecordLabels Labels => Definition.Labels;

    /// <summary>An error by its number.</summary>
    public static RecordId Id(long number) => new(Definition, number);

    /// <summary>The kind of message with which somebody is asked to decide about an error.</summary>
    public static AttentionKind Asking(ErrorRecord error) =>
        error.Severity >= Severity.MajorHarm ? AttentionKind.Severe : AttentionKind.Decision;

    /// <summary>An error as the record's events name it.</summary>
    public static RecordReference Reference(long number, TeamId? team) => Definition.Reference(number, team);
}
