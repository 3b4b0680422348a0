using Dapper;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>How much of a record somebody sees.</summary>
internal enum AccessLevel
{
    /// <summary>Not even that it exists.</summary>
    Nothing,

    /// <summary>Number and title, where another team shares what is similar.</summary>
    NumberAndTitle,

    /// <summary>
    /// Number, title, state and one's own words: a witness from outside the team, and a shared place outside it in which it was reported.
    /// </summary>
    AsWitness,

    /// <summary>All of it.</summary>
    Everything,
}

/// <summary>What the rules of access ask about a record, for one viewer.</summary>
/// <param name="Author">Who brought it in.</param>
/// <param name="IsNamed">Whether the viewer is named on it.</param>
/// <param name="IsWitness">Whether the viewer is a witness of it.</param>
/// <param name="TeamShares">Whether its team lets others see similar ones as number and title.</param>
internal sealed record AccessFacts(
    TeamId? Team, PersonId Author, PersonId? Owner, bool IsRestricted, bool IsNamed, bool IsWitness, bool TeamShares);

/// <summary>
/// Where a kind of record keeps these facts. Its own table has the columns <c>id</c>, <c>team</c>, <c>owner</c> and <c>restricted</c>.
/// </summary>
/// <param name="Author">The column of who brought it in.</param>
/// <param name="Readers">The table of the people who are named on it, with a column <c>person</c>.</param>
/// <param name="Witnesses">The table of its witnesses, with a column <c>person</c>.</param>
/// <param name="Key">The column of both that has the number of the record.</param>
internal sealed record AccessTable(string Author, string Readers, string Witnesses, string Key);

/// <summary>
/// Who sees what of one kind of record: the one place that decides, for one record and for lists alike. Each rule is written twice, side by
/// side: for a record in hand and for SQL over the table of its kind;
/// a test holds them together over all combinations.
/// </summary>
/// <param name="leadRole">The role that leads this kind in all teams; see <see cref="Role"/>.</param>
internal sealed class Access(AccessTable table, string leadRole)
{
    private static readonly Rule[] Everything =
    [
        new((who, _, _) => who.IsAdministrator, "@sees_all"),
        new((who, record, _) => record.Author == who.Person, "{0}.[author] = @viewer"),
        new((who, record, _) => record.Owner == who.Person, "{0}.owner = @viewer"),
        new((who, record, role) => who.LeadsRecordsOf(record.Team, role), "({0}.team IS NOT NULL AND @leads_kind) OR {0}.team IN {1}"),
        new(
            (_, record, _) => record.IsNamed,
            "EXISTS (SELECT 1 FROM [readers] WHERE [readers].[key] = {0}.id AND [readers].person = @viewer)"),
        new((who, record, _) => !record.IsRestricted && who.IsIn(record.Team), "NOT {0}.restricted AND {0}.team IN {2}"),
    ];

    private static readonly Rule[] AsWitness =
    [
        new(
            (_, record, _) => !record.IsRestricted && record.IsWitness,
            "NOT {0}.restricted AND EXISTS (SELECT 1 FROM [witnesses] WHERE [witnesses].[key] = {0}.id AND [witnesses].person = @viewer)"),
    ];

    private static readonly Rule[] NumberAndTitle =
    [
        new(
            (who, record, _) => !who.IsGuest && !record.IsRestricted && record.TeamShares,
            "NOT @guest AND NOT {0}.restricted AND EXISTS (SELECT 1 FROM teams t WHERE t.id = {0}.team AND t.shares_similar)"),
    ];

    private readonly string _everything = Sql(table, Everything);
    private readonly string _atLeastWitness = Sql(table, [.. Everything, .. AsWitness]);
    private readonly string _atLeastTitle = Sql(table, [.. Everything, .. AsWitness, .. NumberAndTitle]);

    /// <summary>
    /// The columns that <see cref="ReadFacts"/> expects, of a query that calls the table of the kind <c>e</c>; their first and only value
    /// is the viewer.
    /// </summary>
    public string FactColumns { get; } = $"""
        e.team, e.{table.Author}, e.owner, e.restricted,
        EXISTS (SELECT 1 FROM {table.Readers} WHERE {table.Readers}.{table.Key} = e.id AND {table.Readers}.person = @viewer),
        EXISTS (SELECT 1 FROM {table.Witnesses} WHERE {table.Witnesses}.{table.Key} = e.id AND {table.Witnesses}.person = @viewer),
        EXISTS (SELECT 1 FROM teams WHERE teams.id = e.team AND teams.shares_similar)
        """;

    /// <summary>How many columns <see cref="FactColumns"/> are.</summary>
    public const int FactCount = 7;

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

    /// <summary>The facts in the present row.</summary>
    /// <param name="first">The first of <see cref="FactColumns"/> among its columns.</param>
    public static AccessFacts ReadFacts(Rows row, int first) => new(
        row.NumberOrNull(first) is { } team ? new(team) : null,
        new(row.GetInt64(first + 1)),
        row.NumberOrNull(first + 2) is { } owner ? new(owner) : null,
        row.GetBoolean(first + 3),
        IsNamed: row.GetBoolean(first + 4),
        IsWitness: row.GetBoolean(first + 5),
        TeamShares: row.GetBoolean(first + 6));

    /// <summary>
    /// The condition under which rows of the kind's table are seen at least so far; goes behind <c>WHERE</c> or <c>AND</c>, in parentheses
    /// already.
    /// </summary>
    /// <param name="alias">What the query calls the table.</param>
    /// <param name="parameters">The query's; the condition adds its own, whose names begin as those of the viewer.</param>
    public string Condition(Principal viewer, string alias, DynamicParameters parameters, AccessLevel atLeast = AccessLevel.Everything)
    {
        parameters.Add("sees_all", viewer.IsAdministrator);
        parameters.Add("viewer", viewer.Person.Value);
        parameters.Add("leads_kind", viewer.LeadsAll(leadRole));
        parameters.Add("guest", viewer.IsGuest);
        var leads = parameters.AddAll("leads", viewer.Leads.Select(t => t.Value));
        var teams = parameters.AddAll("teams", viewer.IsGuest ? [] : viewer.Teams.Select(t => t.Value));
        var sql = atLeast switch { AccessLevel.Everything => _everything, AccessLevel.AsWitness => _atLeastWitness, _ => _atLeastTitle };
        return string.Format(sql, alias, leads, teams);
    }

    private static string Sql(AccessTable table, Rule[] rules) => $"({string.Join(" OR ", rules.Select(rule => $"({rule.Sql})"))})"
        .Replace("[author]", table.Author, StringComparison.Ordinal)
        .Replace("[readers]", table.Readers, StringComparison.Ordinal)
        .Replace("[witnesses]", table.Witnesses, StringComparison.Ordinal)
        .Replace("[key]", table.Key, StringComparison.Ordinal);

    private sealed record Rule(Func<Principal, AccessFacts, string, bool> Holds, string Sql);
}
