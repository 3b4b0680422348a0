using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads and writes fix proposals and the decisions about them.</summary>
internal static class FixRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT f.id, f.version, f.error, f.proposer, p.name, f.proposer_kind, f.proposed_at, f.state, f.conditions, f.digest,
            f.what, f.action_type, f.effect, f.strength, f.cause, f.cause_evidence, f.risk, f.rollback, f.reversible, f.affected,
            f.effort_hours, f.begun_at, f.changed_by, f.same_as, f.promised_fall
        FROM fixes f LEFT JOIN people p ON p.id = f.proposer
        """);

    /// <summary>The proposal that an error has, the newest of them; null for none.</summary>
    public static Fix? OfError(Session session, long error) =>
        Read(session, Sql.Of($"WHERE f.error = {error} ORDER BY f.id DESC LIMIT 1")).FirstOrDefault();

    /// <summary>All proposals that an error had, the newest first.</summary>
    public static IReadOnlyList<Fix> AllOf(Session session, long error) =>
        Read(session, Sql.Of($"WHERE f.error = {error} ORDER BY f.id DESC"));

    /// <summary>A proposal by its number; null for none.</summary>
    public static Fix? Find(Session session, long number) => Read(session, Sql.Of($"WHERE f.id = {number}")).FirstOrDefault();

    /// <summary>Adds a proposal and gives its number.</summary>
    public static long Add(
        Session session, long error, string dialog, PersonId proposer, string kind, FixContent content, DateTimeOffset now) =>
        session.Statements.Number($"""
            INSERT INTO fixes {NewRow.Of([
                ("version", 1), ("error", error), ("dialog_id", dialog), ("proposer", proposer.Value), ("proposer_kind", kind),
                ("proposed_at", now), ("state", nameof(FixState.Open)), ("same_as", content.SameAs), .. ContentOf(content, null)])}
            RETURNING id
            """)!.Value;

    /// <summary>Changes what a proposal says, which voids the approvals of what it said before.</summary>
    /// <param name="by">Who changes it, and so has a part in what will be decided.</param>
    public static int Change(Session session, Fix fix, FixContent content, PersonId by, DateTimeOffset now)
    {
        var changer = content.DigestWith(null) == fix.Content.DigestWith(null) ? fix.ChangedBy : by;
        session.Statements.Execute($"UPDATE fix_decisions SET void_at = {now} WHERE fix = {fix.Number} AND void_at IS NULL");
        return session.Statements.Execute($"""
            UPDATE fixes SET version = version + 1, state = {nameof(FixState.Open)}, changed_by = {changer?.Value},
                {Assignments.Of(ContentOf(content, null))}
            WHERE id = {fix.Number} AND version = {fix.Version}
            """);
    }

    /// <summary>Keeps a decision about what a proposal says now.</summary>
    /// <param name="to">The state to which it leads.</param>
    /// <param name="conditions">The conditions of an approval; null for none.</param>
    public static void Decide(
        Session session, Fix fix, PersonId person, FixDecision decision, FixState to, string? words, string? conditions, string? rule,
        DateTimeOffset now)
    {
        var digest = fix.Content.DigestWith(conditions ?? fix.Conditions);
        session.Statements.Execute($"""
            INSERT INTO fix_decisions {NewRow.Of(
                ("fix", fix.Number), ("person", person.Value), ("decision", decision.ToString()), ("words", words), ("rule", rule),
                ("digest", digest), ("decided_at", now))}
            """);
        session.Statements.Execute($"""
            UPDATE fixes SET version = version + 1, {Assignments.Of(
                ("state", to.ToString()), ("conditions", conditions ?? fix.Conditions), ("digest", digest))}
            WHERE id = {fix.Number}
            """);
    }

    /// <summary>Notes that it is being made from now on.</summary>
    public static void Begin(Session session, long fix, DateTimeOffset now) =>
        session.Statements.Execute($"UPDATE fixes SET begun_at = {now} WHERE id = {fix}");

    /// <summary>
    /// Voids the approval of one person. The approvals of others stay, unless there are conditions, which are part of what was approved.
    /// </summary>
    public static void VoidOne(Session session, Fix fix, PersonId person, DateTimeOffset now)
    {
        if (fix.Conditions is not null)
        {
            Void(session, fix, now);
            return;
        }

        session.Statements.Execute($"""
            UPDATE fix_decisions SET void_at = {now} WHERE fix = {fix.Number} AND person = {person.Value} AND void_at IS NULL
            """);
        session.Statements.Execute($"""
            UPDATE fixes SET version = version + 1, state = {nameof(FixState.Open)} WHERE id = {fix.Number}
            """);
    }

    /// <summary>Notes that somebody who was asked to decide named another.</summary>
    public static void Refer(Session session, Fix fix, PersonId person, PersonId to, string words, DateTimeOffset now) =>
        session.Statements.Execute($"""
            INSERT INTO fix_referrals {NewRow.Of(
                ("fix", fix.Number), ("person", person.Value), ("referred_to", to.Value), ("words", words), ("referred_at", now))}
            """);

    /// <summary>Who named whom in their own place, the oldest first.</summary>
    public static IReadOnlyList<Referral> ReferralsOf(Session session, long fix)
    {
        var referrals = new List<Referral>();
        using var rows = session.Statements.Read($"""
            SELECT r.person, p.name, r.referred_to, r.words FROM fix_referrals r JOIN people p ON p.id = r.person
            WHERE r.fix = {fix} ORDER BY r.id
            """);
        while (rows.Read()) referrals.Add(new(new(rows.GetInt64(0)), rows.TextOrNull(1) ?? "", new(rows.GetInt64(2)), rows.GetString(3)));
        return referrals;
    }

    /// <summary>Ends a proposal whose approval no longer holds.</summary>
    public static void Void(Session session, Fix fix, DateTimeOffset now)
    {
        session.Statements.Execute($"UPDATE fix_decisions SET void_at = {now} WHERE fix = {fix.Number} AND void_at IS NULL");
        session.Statements.Execute($"""
            UPDATE fixes SET version = version + 1, {Assignments.Of(
                ("state", nameof(FixState.Open)), ("conditions", (string?)null), ("digest", fix.Content.DigestWith(null)))}
            WHERE id = {fix.Number}
            """);
    }

    /// <summary>Keeps what a change of a proposal changed, for whoever looks again.</summary>
    public static void KeepFormer(Session session, long fix, IEnumerable<FieldChange> changes, DateTimeOffset now)
    {
        foreach (var change in changes)
        {
            session.Statements.Execute($"""
                INSERT INTO fix_former {NewRow.Of(
                    ("fix", fix), ("field", change.Field), ("before_text", change.Before), ("after_text", change.After),
                    ("changed_at", now))}
                """);
        }
    }

    /// <summary>What the last change of a proposal changed; nothing for one that was never changed.</summary>
    public static IReadOnlyList<FieldChange> LastChangeOf(Session session, long fix)
    {
        var changes = new List<FieldChange>();
        using var rows = session.Statements.Read($"""
            SELECT field, before_text, after_text FROM fix_former
            WHERE fix = {fix} AND changed_at = (SELECT MAX(changed_at) FROM fix_former WHERE fix = {fix}) ORDER BY id
            """);
        while (rows.Read()) changes.Add(new(rows.GetString(0), rows.TextOrNull(1), rows.TextOrNull(2)));
        return changes;
    }

    /// <summary>What was decided about a proposal, also about what it said before, the oldest first.</summary>
    public static IReadOnlyList<PastDecision> DecisionsOf(Session session, long fix)
    {
        var decisions = new List<PastDecision>();
        using var rows = session.Statements.Read($"""
            SELECT p.name, d.decision, d.words, d.digest, d.decided_at, d.void_at FROM fix_decisions d JOIN people p ON p.id = d.person
            WHERE d.fix = {fix} ORDER BY d.id
            """);
        while (rows.Read())
        {
            decisions.Add(new(
                rows.TextOrNull(0) ?? "", Enum.Parse<FixDecision>(rows.GetString(1)), rows.TextOrNull(2), rows.GetString(3), rows.Moment(4),
                rows.MomentOrNull(5)));
        }

        return decisions;
    }

    private static List<Fix> Read(Session session, Sql which)
    {
        var fixes = new List<Fix>();
        using (var rows = session.Statements.Read($"{Select} {which}"))
        {
            while (rows.Read()) fixes.Add(Read(rows));
        }

        return fixes.ConvertAll(fix => fix with { Approvals = ApprovalsOf(session, fix) });
    }

    private static List<Approval> ApprovalsOf(Session session, Fix fix)
    {
        var approvals = new List<Approval>();
        using var rows = session.Statements.Read($"""
            SELECT d.person, p.name, d.rule, d.decided_at FROM fix_decisions d JOIN people p ON p.id = d.person
            WHERE d.fix = {fix.Number} AND d.decision = {nameof(FixDecision.Approve)} AND d.void_at IS NULL AND d.digest = {fix.Digest}
            ORDER BY d.id
            """);
        while (rows.Read()) approvals.Add(new(new(rows.GetInt64(0)), rows.TextOrNull(1) ?? "", rows.TextOrNull(2), rows.Moment(3)));
        return approvals;
    }

    private static (string Column, Value Value)[] ContentOf(FixContent content, string? conditions) =>
    [
        ("what", content.What.Trim()), ("effect", content.Effect.Trim()), ("action_type", content.Type.ToString()),
        ("strength", content.Strength.ToString()), ("cause", content.Cause), ("cause_evidence", content.CauseEvidence),
        ("risk", content.Risk), ("rollback", content.Rollback), ("reversible", !content.IsIrreversible),
        ("affected", content.Affected), ("effort_hours", content.Effort), ("promised_fall", content.Promised?.ToString()),
        ("conditions", conditions),
        ("digest", content.DigestWith(conditions)),
    ];

    private static Fix Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.NumberOrNull(3) is { } person ? new PersonId(person) : null,
        row.TextOrNull(4), row.GetString(5), row.Moment(6), Enum.Parse<FixState>(row.GetString(7)),
        new(row.GetString(10), Enum.Parse<ActionType>(row.GetString(11)), row.GetString(12))
        {
            Strength = Enum.Parse<ActionStrength>(row.GetString(13)),
            Cause = row.TextOrNull(14),
            CauseEvidence = row.TextOrNull(15),
            Risk = row.TextOrNull(16),
            Rollback = row.TextOrNull(17),
            IsIrreversible = !row.GetBoolean(18),
            Affected = row.TextOrNull(19),
            Effort = row.IsDBNull(20) ? null : row.GetDouble(20),
            SameAs = row.NumberOrNull(23),
            Promised = row.TextOrNull(24) is { } promised ? Enum.Parse<PromisedFall>(promised) : null,
        },
        row.TextOrNull(8), row.GetString(9))
    {
        BegunAt = row.MomentOrNull(21),
        ChangedBy = row.NumberOrNull(22) is { } changer ? new PersonId(changer) : null,
    };
}
