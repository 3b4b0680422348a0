using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads and writes root cause analyses, their nodes and their evidence. Nothing is deleted: a removed node stays.</summary>
internal static class AnalysisRows
{
    /// <summary>The analysis of an error; null for none.</summary>
    public static Analysis? OfError(Session session, long error)
    {
        Analysis analysis;
        using (var rows = session.Statements.Read($"""
            SELECT id, version, state, submitted_by, justification, went_well, made_sense, problem_is, problem_is_not, detected,
                diagnosed, repaired, facilitator, participants, submitted_at
            FROM analyses WHERE error = {error}
            """))
        {
            if (!rows.Read()) return null;
            analysis = new(rows.GetInt64(0), rows.GetInt64(1), Enum.Parse<AnalysisState>(rows.GetString(2)), [])
            {
                SubmittedBy = rows.NumberOrNull(3) is { } person ? new(person) : null,
                Justification = rows.TextOrNull(4),
                SubmittedAt = rows.MomentOrNull(14),
                Context = new()
                {
                    WentWell = rows.TextOrNull(5),
                    MadeSense = rows.TextOrNull(6),
                    ProblemIs = rows.TextOrNull(7),
                    ProblemIsNot = rows.TextOrNull(8),
                    Detected = rows.TextOrNull(9),
                    Diagnosed = rows.TextOrNull(10),
                    Repaired = rows.TextOrNull(11),
                    Facilitator = rows.TextOrNull(12),
                    Participants = rows.TextOrNull(13),
                },
            };
        }

        return analysis with { Causes = Analysis.InOrder(CausesOf(session, analysis.Number)) };
    }

    /// <summary>State and submitter of the analysis of an error, without its nodes; null for none.</summary>
    public static (AnalysisState State, PersonId? SubmittedBy)? StateOf(Session session, long error)
    {
        using var rows = session.Statements.Read($"SELECT state, submitted_by FROM analyses WHERE error = {error}");
        return rows.Read()
            ? (Enum.Parse<AnalysisState>(rows.GetString(0)), rows.NumberOrNull(1) is { } person ? new PersonId(person) : null)
            : null;
    }

    /// <summary>The number of the analysis of an error, which is opened where there is none.</summary>
    public static long FindOrOpen(Session session, long error, PersonId by, DateTimeOffset now)
    {
        session.Statements.Execute($"""
            INSERT INTO analyses {NewRow.Of(
                ("version", 1), ("error", error), ("state", nameof(AnalysisState.Draft)), ("opened_by", by.Value), ("opened_at", now))}
            ON CONFLICT DO NOTHING
            """);
        return session.Statements.Number($"SELECT id FROM analyses WHERE error = {error}")!.Value;
    }

    /// <summary>Adds a node and gives its number.</summary>
    /// <param name="parent">The node that it explains; null for the error itself.</param>
    /// <param name="dialog">The form behind it, which adds once.</param>
    public static long Add(
        Session session, long analysis, long? parent, CauseContent content, string dialog, PersonId by, DateTimeOffset now) =>
        session.Statements.Number($"""
            INSERT INTO causes {NewRow.Of([
                ("analysis", analysis), ("parent", parent), ("dialog_id", dialog), ("added_by", by.Value), ("added_at", now),
                .. ColumnsOf(content)])}
            RETURNING id
            """)!.Value;

    /// <summary>Changes what a node says.</summary>
    public static void Change(Session session, long cause, CauseContent content) =>
        session.Statements.Execute($"UPDATE causes SET {Assignments.Of(ColumnsOf(content))} WHERE id = {cause}");

    /// <summary>Takes a node out of the tree; what explained it explains the error from then on.</summary>
    public static void Remove(Session session, long cause, PersonId by, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE causes SET removed_by = {by.Value}, removed_at = {now} WHERE id = {cause} AND removed_at IS NULL
        """);

    /// <summary>Adds evidence to a node.</summary>
    public static void AddEvidence(Session session, long cause, string text, PersonId by, DateTimeOffset now) =>
        session.Statements.Execute($"""
            INSERT INTO cause_evidence {NewRow.Of(("cause", cause), ("text", text), ("added_by", by.Value), ("added_at", now))}
            """);

    /// <summary>Sets the state, with what was written when it was said to be complete.</summary>
    public static void Set(Session session, Analysis analysis) => session.Statements.Execute($"""
        UPDATE analyses SET version = version + 1, {Assignments.Of(
            ("state", analysis.State.ToString()), ("submitted_by", analysis.SubmittedBy?.Value),
            ("submitted_at", analysis.SubmittedAt), ("justification", analysis.Justification),
            ("went_well", analysis.Context.WentWell), ("made_sense", analysis.Context.MadeSense),
            ("problem_is", analysis.Context.ProblemIs), ("problem_is_not", analysis.Context.ProblemIsNot),
            ("detected", analysis.Context.Detected), ("diagnosed", analysis.Context.Diagnosed), ("repaired", analysis.Context.Repaired),
            ("facilitator", analysis.Context.Facilitator), ("participants", analysis.Context.Participants))}
        WHERE id = {analysis.Number}
        """);

    /// <summary>Sets the clock of causes that wait for a lead.</summary>
    /// <param name="at">When it runs out, UTC; null for no further time.</param>
    /// <param name="step">How often it has run out.</param>
    public static void SetReviewClock(Session session, long error, DateTimeOffset? at, int step) => session.Statements.Execute(
        $"UPDATE analyses SET review_at = {at}, review_step = {step} WHERE error = {error}");

    private static List<Cause> CausesOf(Session session, long analysis)
    {
        var evidence = EvidenceOf(session, analysis);
        var causes = new List<Cause>();
        using var rows = session.Statements.Read($"""
            SELECT c.id, c.parent, c.text, c.kind, c.counterfactual, c.confidence, c.cause_group, c.added_by, p.name, c.added_at,
                c.shared_cause
            FROM causes c JOIN people p ON p.id = c.added_by
            WHERE c.analysis = {analysis} AND c.removed_at IS NULL ORDER BY c.id
            """);
        while (rows.Read())
        {
            var content = new CauseContent(rows.GetString(2), Enum.Parse<CauseKind>(rows.GetString(3)))
            {
                Without = Enum.Parse<Counterfactual>(rows.GetString(4)),
                Confidence = Enum.Parse<CauseConfidence>(rows.GetString(5)),
                Group = rows.TextOrNull(6),
            };
            causes.Add(new(
                rows.GetInt64(0), rows.NumberOrNull(1), content, new(rows.GetInt64(7)), rows.TextOrNull(8) ?? "", rows.Moment(9))
            {
                Evidence = [.. evidence[rows.GetInt64(0)]],
                Shared = rows.NumberOrNull(10),
            });
        }

        return causes;
    }

    private static ILookup<long, string> EvidenceOf(Session session, long analysis)
    {
        var evidence = new List<(long Cause, string Text)>();
        using var rows = session.Statements.Read($"""
            SELECT e.cause, e.text FROM cause_evidence e JOIN causes c ON c.id = e.cause WHERE c.analysis = {analysis} ORDER BY e.id
            """);
        while (rows.Read()) evidence.Add((rows.GetInt64(0), rows.GetString(1)));
        return evidence.ToLookup(each => each.Cause, each => each.Text);
    }

    private static (string Column, Value Value)[] ColumnsOf(CauseContent content) =>
    [
        ("text", content.Text.Trim()), ("kind", content.Kind.ToString()), ("counterfactual", content.Without.ToString()),
        ("confidence", content.Confidence.ToString()), ("cause_group", string.IsNullOrEmpty(content.Group) ? null : content.Group),
    ];
}
