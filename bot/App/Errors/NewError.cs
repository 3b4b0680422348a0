using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>An error that is filed or imported, as the only <c>INSERT</c> of errors takes it.</summary>
/// <param name="CreatedOn">The day on which it was reported, where its team is.</param>
internal sealed record NewError(
    string Title, string Story, PersonId Reporter, string ReporterKind, TeamId? Team, DateTimeOffset CreatedAt, DateOnly CreatedOn)
    : ErrorDetails
{
    /// <summary>The kind of reporter of an imported error.</summary>
    public const string Imported = "import";

    private static readonly Sql AnyWay = Sql.Of($"RETURNING id");
    private static readonly Sql UnlessKnown = Sql.Of($"ON CONFLICT DO NOTHING RETURNING id");

    /// <summary>The one that was chosen; null for the proposed one.</summary>
    public Severity? Chosen { get; init; }

    /// <summary>The severity that the rules propose.</summary>
    public Proposal<Severity> Proposed { get; } = SeverityRules.Propose(Story);

    public Severity Severity => Chosen ?? Proposed.Value;

    /// <summary>The category that the rules propose.</summary>
    public Proposal<string?> ProposedCategory { get; } = KindRules.Propose(Story);

    public string? DialogId { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public bool Restricted { get; init; }

    public string? SourceConversation { get; init; }

    public string? SourceLink { get; init; }

    public string? SourceAuthor { get; init; }

    public DateTimeOffset? NextStepDueAt { get; init; }

    /// <summary>When the first clock of its state runs out, UTC; null for none.</summary>
    public DateTimeOffset? TimerAt { get; init; }

    /// <summary>Whether something that may help was offered when it was reported.</summary>
    public bool HasAdvice { get; init; }

    public string? ExternalSource { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Adds it and gives its number.</summary>
    public long AddTo(Statements writer) => AddTo(writer, AnyWay)!.Value;

    /// <summary>Adds it and gives its number; null when it is there already.</summary>
    public long? TryAddTo(Statements writer) => AddTo(writer, UnlessKnown);

    private long? AddTo(Statements writer, Sql then) => writer.Number($"""
        INSERT INTO errors {NewRow.Of([
            .. ErrorRows.DetailsOf(this),
            ("version", 1),
            ("dialog_id", DialogId),
            ("team", Team?.Value),
            ("reporter", Reporter.Value),
            ("reporter_kind", ReporterKind),
            ("state", ErrorLife.Machine.First.ToString()),
            ("severity", (int)Severity),
            ("severity_proposed", (int)Proposed.Value),
            ("severity_rules", string.Create(CultureInfo.InvariantCulture, $"{Proposed.Rule}/{Proposed.RulesVersion}")),
            ("title", Title),
            ("story", Story),
            ("occurred_at", OccurredAt),
            ("category_confidence", ProposedCategory.Confidence),
            ("category_proposed", ProposedCategory.Value),
            ("taxonomy_version", Taxonomy.Starting.Version.ToString(CultureInfo.InvariantCulture)),
            ("restricted", Restricted),
            ("source_conversation", SourceConversation),
            ("source_link", SourceLink),
            ("source_author", SourceAuthor),
            ("created_at", CreatedAt),
            ("local_date", CreatedOn),
            ("next_step_due_at", NextStepDueAt),
            ("timer_at", TimerAt),
            ("has_advice", HasAdvice),
            ("external_source", ExternalSource),
            ("external_id", ExternalId)])}
        {then}
        """);
}
