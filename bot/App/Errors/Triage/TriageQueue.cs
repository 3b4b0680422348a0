using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Triage;

/// <summary>A place in the queue: the creation of an error and its number, after which the queue goes on.</summary>
internal sealed record QueuePlace(DateTimeOffset CreatedAt, long Number);

/// <summary>The reports that wait for a lead: of the teams that the person leads, the oldest first.</summary>
internal sealed class TriageQueue(Session session, Actor actor)
{
    /// <summary>As many are counted at most.</summary>
    public const int MostCounted = 1_000;

    // internal, so that a test sees by which index it is read
    // In the very words of the index errors_waiting, and not as parameters: else neither engine sees that it may read that index, and all
    // reports of the team are gone through.
    internal static readonly Sql IsWaiting = Sql.Of($"e.state IN ('Reported', 'NeedsInfo') AND e.state = 'Reported'");

    /// <summary>The first report after a place; null at the end.</summary>
    /// <param name="after">Null for the head of the queue.</param>
    public ErrorRecord? Next(QueuePlace? after)
    {
        var from = after?.CreatedAt ?? DateTimeOffset.UnixEpoch;
        var number = after?.Number ?? 0;
        using var rows = session.Statements.Read($"""
            SELECT {ErrorRows.Columns} {ErrorRows.From}
            WHERE {IsWaiting} AND {Mine()}
                AND (e.created_at > {from} OR (e.created_at = {from} AND e.id > {number}))
            ORDER BY e.created_at, e.id LIMIT 1
            """);
        return rows.Read() ? ErrorRows.Read(rows) : null;
    }

    /// <summary>How many wait; <see cref="MostCounted"/> for as many and more.</summary>
    public long Count() => session.Statements.Number($"""
        SELECT COUNT(*) FROM (SELECT 1 FROM errors e WHERE {IsWaiting} AND {Mine()} LIMIT {MostCounted}) waiting
        """) ?? 0;

    /// <summary>How many of those who reported something to the person's teams have its outcome.</summary>
    public LoopClosed Closed() => LoopClosed.Of(session, Mine(), actor.Now);

    /// <summary>The account of the alarms on categories in the person's teams.</summary>
    public AlarmAccount Alarms() => AlarmAccount.Of(session, actor.Principal, actor.Now);

    /// <summary>Whether the person leads anything at all.</summary>
    public bool Leads() =>
        actor.Principal is var who && (who.IsAdministrator || who.LeadsAll(ErrorKind.Access.LeadRole) || who.Leads.Count > 0);

    // imported reports are history, which nobody asked anybody to look at
    private Sql Mine()
    {
        var who = actor.Principal;
        return who.IsAdministrator ? Sql.Of($"e.reporter_kind <> {NewError.Imported}")
            : who.LeadsAll(ErrorKind.Access.LeadRole) ? Sql.Of($"e.reporter_kind <> {NewError.Imported} AND e.team IS NOT NULL")
            : Sql.Of($"e.reporter_kind <> {NewError.Imported} AND e.team IN {who.Leads.Select(team => team.Value)}");
    }
}
