using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>Reads and writes action items. Asks nobody who may see them.</summary>
internal static class ActionRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT a.id, a.version, a.author, a.state, a.title, a.parent_kind, a.parent, a.team, t.name, author.name, a.owner, owner.name,
            a.verifier, verifier.name, a.action_type, a.strength, a.is_mandatory, a.needs_verifier, a.due_date, a.due_at,
            a.definition_of_done, a.expected_effect, a.evidence, a.effort_hours, a.blocked_because, a.ended_because, a.restricted,
            a.created_at, a.next_due_at, a.reminders
        FROM actions a JOIN people author ON author.id = a.author LEFT JOIN teams t ON t.id = a.team
            LEFT JOIN people owner ON owner.id = a.owner LEFT JOIN people verifier ON verifier.id = a.verifier
        """);

    /// <summary>An action item; null when there is none of this number.</summary>
    public static ActionItem? Find(Session session, long number)
    {
        using var rows = session.Statements.Read($"{Select} WHERE a.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Those that come from a record, the oldest first.</summary>
    public static IReadOnlyList<ActionItem> OfParent(Session session, ActionOrigin parent)
    {
        var items = new List<ActionItem>();
        using var rows = session.Statements.Read(
            $"{Select} WHERE a.parent_kind = {parent.Kind} AND a.parent = {parent.Number} ORDER BY a.id");
        while (rows.Read()) items.Add(Read(rows));
        return items;
    }

    /// <summary>Those that meet a condition, the newest first.</summary>
    /// <param name="condition">It calls the table <c>e</c>.</param>
    public static IReadOnlyList<ActionItem> Page(Session session, Sql condition, int limit)
    {
        var items = new List<ActionItem>();
        using var rows = session.Statements.Read($"""
            {Select} WHERE a.id IN (SELECT e.id FROM actions e WHERE {condition} ORDER BY e.id DESC LIMIT {limit}) ORDER BY a.id DESC
            """);
        while (rows.Read()) items.Add(Read(rows));
        return items;
    }

    /// <summary>Those that wait for somebody and that a person sees all of, the oldest first.</summary>
    /// <param name="teams">Of these teams; null for all.</param>
    public static IReadOnlyList<ActionItem> Open(
        Session session, Principal viewer, IReadOnlyCollection<TeamId>? teams, int limit) =>
        Open(session, viewer, teams is null ? Sql.Of($"TRUE") : Sql.Of($"e.team IN {teams.Select(team => team.Value)}"), limit);

    /// <summary>Those of a record that wait for somebody and that a person sees all of, the oldest first.</summary>
    public static IReadOnlyList<ActionItem> Open(Session session, Principal viewer, ActionOrigin parent, int limit) =>
        Open(session, viewer, Sql.Of($"e.parent_kind = {parent.Kind} AND e.parent = {parent.Number}"), limit);

    private static List<ActionItem> Open(Session session, Principal viewer, Sql which, int limit)
    {
        var items = new List<ActionItem>();
        using var rows = session.Statements.Read($"""
            {Select} WHERE a.id IN
                (SELECT e.id FROM actions e
                WHERE {which} AND e.closed_at IS NULL AND {ActionKind.Access.Condition(viewer)} ORDER BY e.id LIMIT {limit})
            ORDER BY a.id
            """);
        while (rows.Read()) items.Add(Read(rows));
        return items;
    }

    /// <summary>Those whose owner is to be reminded, the longest due first.</summary>
    public static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read(
            $"SELECT id, next_due_at FROM actions WHERE next_due_at <= {now} ORDER BY next_due_at, id LIMIT {limit} OFFSET {skip}");
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    /// <summary>Adds an action item and gives its number.</summary>
    public static long Add(Session session, ActionItem item, DateOnly today)
    {
        var number = session.Statements.Number($"""
            INSERT INTO actions {NewRow.Of([
                ("version", 1), ("parent_kind", item.Origin?.Kind), ("parent", item.Origin?.Number), ("author", item.Author.Value),
                ("team", item.Team?.Value), ("restricted", item.Restricted), ("created_at", item.CreatedAt), ("local_date", today),
                ("reminders", 0), .. Changeable(item)])}
            RETURNING id
            """)!.Value;
        if (item.Owner is { } owner) AddOwner(session, number, owner);
        if (item.Verifier is { } verifier) AddReader(session, number, verifier);
        return number;
    }

    /// <summary>Writes what a step changed; false when somebody was faster.</summary>
    /// <param name="closedAt">When nothing follows any more; null while something does.</param>
    public static bool Set(Session session, ActionItem item, DateTimeOffset? closedAt)
    {
        if (item.Owner is { } owner) AddOwner(session, item.Number, owner);
        return session.Statements.Execute($"""
            UPDATE actions SET version = version + 1, {Assignments.Of([
                .. Changeable(item), ("reminders", item.Reminders), ("closed_at", closedAt)])}
            WHERE id = {item.Number} AND version = {item.Version}
            """) > 0;
    }

    /// <summary>Lets somebody from outside the team see number, title and state.</summary>
    public static void AddWitness(Session session, long number, PersonId person) => session.Statements.Execute(
        $"INSERT INTO action_witnesses {NewRow.Of(("action", number), ("person", person.Value))} ON CONFLICT DO NOTHING");

    /// <summary>Whether somebody owns an action item or did at any time.</summary>
    public static bool HasOwned(Session session, long number, PersonId person) =>
        session.Statements.Any($"SELECT person FROM action_owners WHERE action = {number} AND person = {person.Value}");

    /// <summary>The columns that steps change, each beside its value.</summary>
    private static (string Column, Value Value)[] Changeable(ActionItem item) =>
    [
        ("owner", item.Owner?.Value), ("verifier", item.Verifier?.Value), ("state", item.State.ToString()), ("title", item.Title),
        ("action_type", item.Type.ToString()), ("strength", item.Strength.ToString()), ("is_mandatory", item.IsMandatory),
        ("needs_verifier", item.NeedsVerifier), ("due_date", item.DueDate is { } day ? day : default(Value)), ("due_at", item.DueAt),
        ("definition_of_done", item.DefinitionOfDone), ("expected_effect", item.ExpectedEffect), ("evidence", item.Evidence),
        ("effort_hours", item.EffortHours), ("blocked_because", item.BlockedBecause), ("ended_because", item.EndedBecause),
        ("next_due_at", item.NextDueAt),
    ];

    private static void AddOwner(Session session, long number, PersonId person) => session.Statements.Execute(
        $"INSERT INTO action_owners {NewRow.Of(("action", number), ("person", person.Value))} ON CONFLICT DO NOTHING");

    private static void AddReader(Session session, long number, PersonId person) => session.Statements.Execute(
        $"INSERT INTO action_readers {NewRow.Of(("action", number), ("person", person.Value))} ON CONFLICT DO NOTHING");

    private static ActionItem Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), new(row.GetInt64(2)), Enum.Parse<ActionState>(row.GetString(3)), row.GetString(4))
    {
        Origin = row.NumberOrNull(6) is { } parent ? new(row.GetString(5), parent) : null,
        Team = row.NumberOrNull(7) is { } team ? new TeamId(team) : null,
        TeamName = row.TextOrNull(8),
        AuthorName = row.TextOrNull(9),
        Owner = PersonAt(row, 10),
        OwnerName = row.TextOrNull(11),
        Verifier = PersonAt(row, 12),
        VerifierName = row.TextOrNull(13),
        Type = Enum.Parse<ActionType>(row.GetString(14)),
        Strength = Enum.Parse<ActionStrength>(row.GetString(15)),
        IsMandatory = row.GetBoolean(16),
        NeedsVerifier = row.GetBoolean(17),
        DueDate = row.TextOrNull(18) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        DueAt = row.MomentOrNull(19),
        DefinitionOfDone = row.TextOrNull(20),
        ExpectedEffect = row.TextOrNull(21),
        Evidence = row.TextOrNull(22),
        EffortHours = row.IsDBNull(23) ? null : row.GetDouble(23),
        BlockedBecause = row.TextOrNull(24),
        EndedBecause = row.TextOrNull(25),
        Restricted = row.GetBoolean(26),
        CreatedAt = row.Moment(27),
        NextDueAt = row.MomentOrNull(28),
        Reminders = row.GetInt32(29),
    };

    private static PersonId? PersonAt(Rows row, int column) => row.NumberOrNull(column) is { } person ? new(person) : null;
}
