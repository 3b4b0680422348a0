using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Effects;

/// <summary>Rows of <c>measured_effects</c>.</summary>
internal sealed class EffectRows(Session session, RecordKinds kinds)
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT e.id, e.subject_kind, e.subject, e.team, e.registered_by, e.registered_at, e.metric_source, e.metric, e.lower_is_better,
            e.smallest, e.balance_source, e.balance, e.balance_lower_is_better, e.balance_smallest, e.design, e.adopters, e.first_day,
            e.weeks_before, e.weeks_after, e.due_at, e.withdrawn_at, e.judged_at, e.found, e.balance_found, e.late_figures, p.name
        FROM measured_effects e LEFT JOIN people p ON p.id = e.registered_by
        """);

    /// <summary>Adds one and gives its number.</summary>
    public long Add(RecordId subject, TeamId team, PersonId? by, EffectPlan plan, DateTimeOffset dueAt, DateTimeOffset now) =>
        session.Statements.Number($"""
            INSERT INTO measured_effects {NewRow.Of(
                ("subject_kind", subject.Kind.Name), ("subject", subject.Number), ("team", team.Value), ("registered_by", by?.Value),
                ("registered_at", now), ("metric_source", plan.Change.Metric.Source), ("metric", plan.Change.Metric.Code),
                ("lower_is_better", plan.Change.LowerIsBetter), ("smallest", plan.Change.Smallest),
                ("balance_source", plan.Balance.Metric.Source), ("balance", plan.Balance.Metric.Code),
                ("balance_lower_is_better", plan.Balance.LowerIsBetter), ("balance_smallest", plan.Balance.Smallest),
                ("design", plan.Design.ToString()), ("adopters", Written(plan.Adopters)), ("first_day", plan.Start),
                ("weeks_before", plan.WeeksBefore), ("weeks_after", plan.WeeksAfter), ("due_at", dueAt))}
            RETURNING id
            """)!.Value;

    /// <summary>One of them; null for none.</summary>
    public Effect? Find(long id) => Read(session.Statements.Read($"{Select} WHERE e.id = {id}")) is [var found] ? found : null;

    /// <summary>Those of a record that were not taken back, the newest first.</summary>
    public IReadOnlyList<Effect> Of(RecordId subject) => Read(session.Statements.Read($"""
        {Select} WHERE e.subject_kind = {subject.Kind.Name} AND e.subject = {subject.Number} AND e.withdrawn_at IS NULL
        ORDER BY e.id DESC
        """));

    /// <summary>Those whose window is over.</summary>
    public static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read(
            $"SELECT id, due_at FROM measured_effects WHERE due_at <= {now} ORDER BY due_at, id LIMIT {limit} OFFSET {skip}");
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    /// <summary>Takes one back; false where it is judged or was taken back.</summary>
    public bool Withdraw(long id, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE measured_effects SET withdrawn_at = {now}, due_at = NULL WHERE id = {id} AND withdrawn_at IS NULL AND judged_at IS NULL
        """) > 0;

    /// <summary>Keeps what came out; false where that is kept already.</summary>
    public bool Judge(long id, EffectFinding found, EffectFinding balance, int lateFigures, DateTimeOffset now) =>
        session.Statements.Execute($"""
            UPDATE measured_effects SET due_at = NULL, judged_at = {now}, verdict = {found.Verdict.ToString()}, found = {Written(found)},
                balance_verdict = {balance.Verdict.ToString()}, balance_found = {Written(balance)}, late_figures = {lateFigures}
            WHERE id = {id} AND judged_at IS NULL AND withdrawn_at IS NULL
            """) > 0;

    private List<Effect> Read(Rows found)
    {
        var effects = new List<Effect>();
        using var rows = found;
        while (rows.Read())
        {
            if (kinds.Named(rows.GetString(1)) is { } kind) effects.Add(Read(rows, kind));
        }
        return effects;
    }

    private static Effect Read(Rows row, RecordKind kind) => new(
        row.GetInt64(0), new(kind, row.GetInt64(2)), new(row.GetInt64(3)),
        row.NumberOrNull(4) is { } by ? new PersonId(by) : null, row.Moment(5), Plan(row))
    {
        DueAt = row.MomentOrNull(19),
        WithdrawnAt = row.MomentOrNull(20),
        JudgedAt = row.MomentOrNull(21),
        Found = Finding(row.TextOrNull(22)),
        BalanceFound = Finding(row.TextOrNull(23)),
        LateFigures = (int)(row.NumberOrNull(24) ?? 0),
        ByName = row.TextOrNull(25) ?? "",
    };

    private static EffectPlan Plan(Rows row) => new(
        new(new(row.GetString(6), row.GetString(7)), row.GetBoolean(8), row.GetDouble(9)),
        new(new(row.GetString(10), row.GetString(11)), row.GetBoolean(12), row.GetDouble(13)),
        Enum.Parse<EffectDesign>(row.GetString(14)),
        row.TextOrNull(15) is { } adopters ? JsonSerializer.Deserialize(adopters, EffectStoreJson.Default.AdopterArray)! : [],
        DateOnly.ParseExact(row.GetString(16), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.GetInt32(17), row.GetInt32(18));

    private static string? Written(Adopter[] adopters) =>
        adopters is [] ? null : JsonSerializer.Serialize(adopters, EffectStoreJson.Default.AdopterArray);

    private static string Written(EffectFinding finding) => JsonSerializer.Serialize(finding, EffectStoreJson.Default.EffectFinding);

    private static EffectFinding? Finding(string? written) =>
        written is null ? null : JsonSerializer.Deserialize(written, EffectStoreJson.Default.EffectFinding);
}

/// <summary>What is kept of an effect as JSON; an interval without an end is kept as such.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Adopter[]))]
[JsonSerializable(typeof(EffectFinding))]
internal sealed partial class EffectStoreJson : JsonSerializerContext;
