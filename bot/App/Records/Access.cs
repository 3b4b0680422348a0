using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Records;

/// <summary>How much of a record somebody sees.</summary>
internal enum AccessLevel
{
    /// <summary>Nothing, not even that the record exists.</summary>
    Nothing,

    /// <summary>Number and title, where another team shares what is similar.</summary>
    NumberAndTitle,

    /// <summary>
    /// Number, title, state and one's own words: a witness from outside the team, and a shared place outside it in which it was reported.
    /// </summary>
    AsWitness,

    /// <summary>The whole record.</summary>
    Everything,
}

/// <summary>The facts about a record on which access depends, for one viewer.</summary>
/// <param name="Author">Who brought it in; null for what the bot itself did.</param>
/// <param name="IsNamed">Whether the viewer is one of its readers (see <see cref="AccessTable"/>).</param>
/// <param name="IsWitness">Whether the viewer is a witness of it.</param>
/// <param name="TeamShares">Whether its team lets others see similar ones as number and title.</param>
internal sealed record AccessFacts(
    TeamId? Team, PersonId? Author, PersonId? Owner, bool IsRestricted, bool IsNamed, bool IsWitness, bool TeamShares);

/// <summary>
/// The tables and columns of a kind of record that hold these facts. Its own table has the columns <c>id</c>, <c>team</c>, <c>owner</c>,
/// <c>restricted</c> and <c>created_at</c>.
/// </summary>
/// <param name="Table">The table of the kind.</param>
/// <param name="Author">The column of who brought it in.</param>
/// <param name="Readers">
/// The people who see all of it although they are not of its team: a table of those who are named on it, or a query in parentheses, with a
/// column <c>person</c>. Somebody may stand in it more than once.
/// </param>
/// <param name="Witnesses">The table of its witnesses, with a column <c>person</c>.</param>
/// <param name="Key">The column of both that has the number of the record.</param>
internal sealed record AccessTable(Sql Table, Sql Author, Sql Readers, Sql Witnesses, Sql Key);

/// <summary>
/// Row-level access control for one kind of record, for one record and for lists alike. Each rule is written twice, side by side: in C# for
/// a loaded record, and as a SQL condition on the table of its kind; a test compares both over all combinations.
/// </summary>
/// <param name="leadRole">The role that leads this kind in all teams; see <see cref="Role"/>.</param>
internal sealed class Access(AccessTable table, string leadRole)
{
    private static readonly Rule[] Everything =
    [
        new((who, _, _) => who.IsAdministrator, (who, _, _) => Sql.Of($"{who.IsAdministrator}")),
        new((who, record, _) => record.Author == who.Person, (who, of, _) => Sql.Of($"e.{of.Author} = {who.Person.Value}")),
        new((who, record, _) => record.Owner == who.Person, (who, _, _) => Sql.Of($"e.owner = {who.Person.Value}")),
        new(
            (who, record, role) => who.LeadsRecordsOf(record.Team, role),
            (who, _, role) => Sql.Of(
                $"(e.team IS NOT NULL AND {who.LeadsAll(role)}) OR e.team IN {who.Leads.Select(team => team.Value)}")),
        new(
            (_, record, _) => record.IsNamed,
            (who, of, _) => Sql.Of(
                $"EXISTS (SELECT 1 FROM {of.Readers} named WHERE named.{of.Key} = e.id AND named.person = {who.Person.Value})")),
        new(
            (who, record, _) => !record.IsRestricted && who.IsIn(record.Team),
            (who, _, _) => Sql.Of($"NOT e.restricted AND e.team IN {(who.IsGuest ? [] : who.Teams.Select(team => team.Value))}")),
    ];

    private static readonly Rule[] AsWitness =
    [
        new(
            (_, record, _) => !record.IsRestricted && record.IsWitness,
            (who, of, _) => Sql.Of(
                $"""
                NOT e.restricted
                AND EXISTS (SELECT 1 FROM {of.Witnesses} met WHERE met.{of.Key} = e.id AND met.person = {who.Person.Value})
                """)),
    ];

    private static readonly Rule[] NumberAndTitle =
    [
        new(
            (who, record, _) => !who.IsGuest && !record.IsRestricted && record.TeamShares,
            (who, _, _) => Sql.Of(
                $"NOT {who.IsGuest} AND NOT e.restricted AND EXISTS (SELECT 1 FROM teams t WHERE t.id = e.team AND t.shares_similar)")),
    ];

    private static readonly Rule[] AtLeastWitness = [.. Everything, .. AsWitness];
    private static readonly Rule[] AtLeastTitle = [.. Everything, .. AsWitness, .. NumberAndTitle];

    /// <summary>The columns that <see cref="ReadFacts"/> expects, of a query that calls the table of the kind <c>e</c>.</summary>
    public Sql FactColumns(Principal viewer) => Sql.Of(
        $"""
        e.team, e.{table.Author}, e.owner, e.restricted,
        EXISTS (SELECT 1 FROM {table.Readers} named WHERE named.{table.Key} = e.id AND named.person = {viewer.Person.Value}),
        EXISTS (SELECT 1 FROM {table.Witnesses} met WHERE met.{table.Key} = e.id AND met.person = {viewer.Person.Value}),
        EXISTS (SELECT 1 FROM teams WHERE teams.id = e.team AND teams.shares_similar)
        """);

    /// <summary>The table and columns of the facts.</summary>
    public AccessTable Table => table;

    /// <summary>The role that leads this kind in all teams.</summary>
    public string LeadRole => leadRole;

    /// <summary>How much of a record somebody sees.</summary>
    public AccessLevel Of(Principal viewer, AccessFacts record)
    {
        if (Everything.Any(rule => rule.Holds(viewer, record, leadRole))) return AccessLevel.Everything;
        if (AsWitness.Any(rule => rule.Holds(viewer, record, leadRole))) return AccessLevel.AsWitness;
        return NumberAndTitle.Any(rule => rule.Holds(viewer, record, leadRole)) ? AccessLevel.NumberAndTitle : AccessLevel.Nothing;
    }

    /// <summary>
    /// How much of a record stands where several people read: its own team's channels show all of it, others in which it was reported its
    /// number, title and state.
    /// </summary>
    /// <param name="team">The team whose channel it is; null for group chats, whose readers nobody knows.</param>
    public static AccessLevel Of(TeamId? team, AccessFacts record)
    {
        if (record.IsRestricted) return AccessLevel.Nothing;
        return team is not null && team == record.Team ? AccessLevel.Everything : AccessLevel.AsWitness;
    }

    /// <summary>The facts, read from the current row of a query.</summary>
    /// <param name="first">The first of <see cref="FactColumns"/> among its columns.</param>
    public static AccessFacts ReadFacts(Rows row, int first) => new(
        row.NumberOrNull(first) is { } team ? new(team) : null,
        row.NumberOrNull(first + 1) is { } author ? new PersonId(author) : null,
        row.NumberOrNull(first + 2) is { } owner ? new(owner) : null,
        row.GetBoolean(first + 3),
        IsNamed: row.GetBoolean(first + 4),
        IsWitness: row.GetBoolean(first + 5),
        TeamShares: row.GetBoolean(first + 6));

    /// <summary>
    /// The SQL condition, in parentheses, for rows that the viewer sees at this level or above; the query calls the table <c>e</c>.
    /// </summary>
    public Sql Condition(Principal viewer, AccessLevel atLeast = AccessLevel.Everything)
    {
        var rules = atLeast switch
        {
            AccessLevel.Everything => Everything,
            AccessLevel.AsWitness => AtLeastWitness,
            _ => AtLeastTitle,
        };
        return Sql.AnyOf(rules.Select(rule => rule.Sql(viewer, table, leadRole)));
    }

    private sealed record Rule(Func<Principal, AccessFacts, string, bool> Holds, Func<Principal, AccessTable, string, Sql> Sql);
}
