using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>Reads and writes patterns. Asks nobody who may see them.</summary>
internal static class PatternRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT p.id, p.version, p.edition, p.author, p.state, p.title, p.story, p.evidence, p.context, p.problem, p.forces, p.core_steps,
            p.adaptable_steps, p.mechanism, p.consequences, p.limits, p.is_attempt, p.team, t.name, author.name, p.owner, owner.name,
            p.validator, validator.name, p.state_before, p.origin_kind, p.origin, p.source_link, p.source_author, p.ended_because,
            p.restricted, p.created_at, p.review_due_at, p.owner_left_at, p.next_due_at,
            (SELECT MAX(u.used_at) FROM pattern_uses u WHERE u.pattern = p.id), p.hours_saved, p.hours_to_adopt
        FROM patterns p JOIN people author ON author.id = p.author LEFT JOIN teams t ON t.id = p.team
            LEFT JOIN people owner ON owner.id = p.owner LEFT JOIN people validator ON validator.id = p.validator
        """);

    /// <summary>A pattern; null when there is none of this number.</summary>
    public static Pattern? Find(Session session, long number)
    {
        using var rows = session.Statements.Read($"{Select} WHERE p.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Those that meet a condition, the newest first.</summary>
    /// <param name="condition">It calls the table <c>e</c>.</param>
    public static IReadOnlyList<Pattern> Page(Session session, Sql condition, int limit)
    {
        var patterns = new List<Pattern>();
        using var rows = session.Statements.Read($"""
            {Select} WHERE p.id IN (SELECT e.id FROM patterns e WHERE {condition} ORDER BY e.id DESC LIMIT {limit}) ORDER BY p.id DESC
            """);
        while (rows.Read()) patterns.Add(Read(rows));
        return patterns;
    }

    /// <summary>The condition on patterns <c>e</c> that were kept by those whom a question is about.</summary>
    public static Sql ByActors(RecordFilter filter)
    {
        var byAgent = Sql.Of($"e.author IN (SELECT id FROM people WHERE person_kind IN {ActorKind.Machines})");
        return filter switch
        {
            { WithPeople: true, WithAgents: true } => Sql.Of($"1 = 1"),
            { WithPeople: true } => Sql.Of($"NOT {byAgent}"),
            { WithAgents: true } => byAgent,
            _ => Sql.Of($"1 = 0"),
        };
    }

    /// <summary>The pattern that a form of a person kept; null for none.</summary>
    /// <param name="key">Under which it was kept.</param>
    public static long? KeptBy(Session session, string key, PersonId person) =>
        session.Statements.Number($"SELECT id FROM patterns WHERE dialog_id = {key} AND author = {person.Value}");

    /// <summary>Those of which something is due, the longest due first.</summary>
    public static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        using var rows = session.Statements.Read(
            $"SELECT id, next_due_at FROM patterns WHERE next_due_at <= {now} ORDER BY next_due_at, id LIMIT {limit} OFFSET {skip}");
        return DueOf(rows);
    }

    /// <summary>Those whose owner has left their team and of which nobody has noticed yet, the longest first.</summary>
    public static IReadOnlyList<DueRow> Ownerless(Session session, DateTimeOffset now, int skip, int limit)
    {
        using var rows = session.Statements.Read($"""
            SELECT p.id, m.left_at FROM patterns p JOIN team_members m ON m.team = p.team AND m.person = p.owner
            WHERE p.owner_left_at IS NULL AND p.state <> {nameof(PatternState.Retired)} AND m.left_at <= {now}
            ORDER BY m.left_at, p.id LIMIT {limit} OFFSET {skip}
            """);
        return DueOf(rows);
    }

    /// <summary>When the owner of a pattern left its team; null while they are in it, or never were.</summary>
    public static DateTimeOffset? LeftAt(Session session, Pattern pattern) => session.Statements.Number($"""
        SELECT left_at FROM team_members
        WHERE team = {pattern.Team?.Value} AND person = {pattern.Owner?.Value} AND left_at IS NOT NULL
        """) is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at)
        : null;

    /// <summary>Adds a pattern and gives its number.</summary>
    public static long Add(Session session, Pattern pattern, string dialog, DateOnly today) => session.Statements.Number($"""
        INSERT INTO patterns {NewRow.Of([
            ("version", 1), ("is_attempt", pattern.IsAttempt), ("team", pattern.Team?.Value), ("author", pattern.Author.Value),
            ("origin_kind", pattern.Origin?.Kind), ("origin", pattern.Origin?.Number), ("source_link", pattern.SourceLink),
            ("restricted", pattern.Restricted), ("dialog_id", dialog), ("created_at", pattern.CreatedAt), ("local_date", today),
            .. Changeable(pattern)])}
        RETURNING id
        """)!.Value;

    /// <summary>Writes what a step changed; false when somebody was faster.</summary>
    public static bool Set(Session session, Pattern pattern) => session.Statements.Execute($"""
        UPDATE patterns SET version = version + 1, {Assignments.Of([.. Changeable(pattern)])}
        WHERE id = {pattern.Number} AND version = {pattern.Version}
        """) > 0;

    /// <summary>Lets somebody see all of it who is not in its team.</summary>
    public static void AddReader(Session session, long number, PersonId person) => session.Statements.Execute(
        $"INSERT INTO pattern_readers {NewRow.Of(("pattern", number), ("person", person.Value))} ON CONFLICT DO NOTHING");

    private static (string Column, Value Value)[] Changeable(Pattern pattern) =>
    [
        ("edition", pattern.Edition), ("owner", pattern.Owner?.Value), ("validator", pattern.Validator?.Value),
        ("state", pattern.State.ToString()), ("state_before", pattern.StateBefore?.ToString()), .. PatternField.Columns(pattern.Content),
        ("source_author", pattern.SourceAuthor), ("ended_because", pattern.EndedBecause), ("review_due_at", pattern.ReviewDueAt),
        ("owner_left_at", pattern.OwnerLeftAt), ("next_due_at", pattern.NextDueAt),
    ];

    private static List<DueRow> DueOf(Rows rows)
    {
        var due = new List<DueRow>();
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    private static Pattern Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), new(row.GetInt64(3)), Enum.Parse<PatternState>(row.GetString(4)),
        ContentOf(row))
    {
        IsAttempt = row.GetBoolean(16),
        Team = row.NumberOrNull(17) is { } team ? new TeamId(team) : null,
        TeamName = row.TextOrNull(18),
        AuthorName = row.TextOrNull(19),
        Owner = PersonAt(row, 20),
        OwnerName = row.TextOrNull(21),
        Validator = PersonAt(row, 22),
        ValidatorName = row.TextOrNull(23),
        StateBefore = row.TextOrNull(24) is { } before ? Enum.Parse<PatternState>(before) : null,
        Origin = row.NumberOrNull(26) is { } origin ? new(row.GetString(25), origin) : null,
        SourceLink = row.TextOrNull(27),
        SourceAuthor = row.TextOrNull(28),
        EndedBecause = row.TextOrNull(29),
        Restricted = row.GetBoolean(30),
        CreatedAt = row.Moment(31),
        ReviewDueAt = row.MomentOrNull(32),
        OwnerLeftAt = row.MomentOrNull(33),
        NextDueAt = row.MomentOrNull(34),
        LastUsedAt = row.MomentOrNull(35),
    };

    private static PatternContent ContentOf(Rows row) => new(row.GetString(5), row.GetString(6))
    {
        Evidence = row.TextOrNull(7),
        Context = row.TextOrNull(8),
        Problem = row.TextOrNull(9),
        Forces = row.TextOrNull(10),
        CoreSteps = row.TextOrNull(11),
        AdaptableSteps = row.TextOrNull(12),
        Mechanism = row.TextOrNull(13),
        Consequences = row.TextOrNull(14),
        Limits = row.TextOrNull(15),
        HoursSaved = row.IsDBNull(36) ? null : row.GetDouble(36),
        HoursToAdopt = row.IsDBNull(37) ? null : row.GetDouble(37),
    };

    private static PersonId? PersonAt(Rows row, int column) => row.NumberOrNull(column) is { } person ? new(person) : null;
}
