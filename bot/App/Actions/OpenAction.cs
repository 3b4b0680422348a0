using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>An action item that is not over, as far as a digest tells of it.</summary>
/// <param name="Facts">What its steps ask, for the reader of the digest.</param>
/// <param name="Since">Since when it is in its state.</param>
internal sealed record OpenAction(long Number, string Title, ActionState State, ActionFacts Facts, DateTimeOffset Since)
{
    /// <summary>Characters of a reason in a digest at most.</summary>
    public const int LongestReason = 80;

    /// <summary>Items that are looked at, those that are due first.</summary>
    private const int MostLooked = 500;

    // What brings an item into a state in which somebody is waited for.
    private static readonly string[] Steps = ["created", "proposed", "approved", "started", "finished", "not-done", "blocked"];

    /// <summary>Who is to do it; null for nobody yet.</summary>
    public PersonId? Owner => Facts.Access.Owner;

    /// <summary>The name of the owner.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The name of whoever is to verify it; null for whoever may.</summary>
    public string? VerifierName { get; init; }

    /// <summary>The day on which it is due; null for none.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>What stands in its way; null where nothing does.</summary>
    public string? BlockedBecause { get; init; }

    /// <summary>Whether somebody may take a step on it.</summary>
    public bool May(Principal who, ActionStep step) => ActionLife.Machine.May(who, step, State, Facts);

    /// <summary>Those of a team that are told of, the longest due first, then those that have no date.</summary>
    public static IReadOnlyList<OpenAction> Read(Session session, DigestQuery query)
    {
        var items = new List<OpenAction>();
        var who = query.Reader ?? Principal.OfMember(query.Team.Id);
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state, owner.name, e.verifier, verifier.name, e.needs_verifier, e.is_mandatory, e.due_date,
                e.blocked_because, COALESCE((SELECT MAX(h.at) FROM record_events h
                    WHERE h.record_kind = {ActionKind.Name} AND h.record_id = e.id AND h.what IN {Steps}), e.created_at),
                EXISTS (SELECT 1 FROM action_owners h WHERE h.action = e.id AND h.person = {who.Person.Value}),
                {ActionKind.Access.FactColumns(who)}
            FROM actions e LEFT JOIN people owner ON owner.id = e.owner LEFT JOIN people verifier ON verifier.id = e.verifier
            WHERE e.closed_at IS NULL AND {Sql.AllOf(Conditions(query))}
            ORDER BY CASE WHEN e.due_at IS NULL THEN 1 ELSE 0 END, e.due_at, e.id LIMIT {MostLooked}
            """);
        while (rows.Read()) items.Add(Read(rows));
        return items;
    }

    private static IEnumerable<Sql> Conditions(DigestQuery query)
    {
        yield return Sql.Of($"e.team = {query.Team.Id.Value}");
        // where several people read is no place for restricted ones
        yield return query.Reader is { } reader ? ActionKind.Access.Condition(reader) : Sql.Of($"NOT e.restricted");
        if (!query.WithPeople) yield return Sql.Of($"owner.person_kind IN {ActorKind.Machines}");
        if (!query.WithAgents) yield return Sql.Of($"(owner.id IS NULL OR owner.person_kind NOT IN {ActorKind.Machines})");
    }

    private static OpenAction Read(Rows row)
    {
        var verifier = row.NumberOrNull(4) is { } person ? new PersonId(person) : default(PersonId?);
        var facts = new ActionFacts(
            Access.ReadFacts(row, 12), HasOwned: row.GetBoolean(11), verifier, row.GetBoolean(6), row.GetBoolean(7));
        return new(row.GetInt64(0), row.GetString(1), Enum.Parse<ActionState>(row.GetString(2)), facts, row.Moment(10))
        {
            OwnerName = row.TextOrNull(3),
            VerifierName = row.TextOrNull(5),
            DueDate = row.TextOrNull(8) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            BlockedBecause = row.TextOrNull(9),
        };
    }
}
