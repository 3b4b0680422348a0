using Dapper;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>How much of a record somebody sees.</summary>
internal enum AccessLevel
{
    /// <summary>Not even that it exists.</summary>
    Nothing,

    /// <summary>Number and title, where another team shares what is similar.</summary>
    NumberAndTitle,

    /// <summary>Number, title, state and one's own words: a witness from outside the team, and a shared place outside it in which it was reported.</summary>
    AsWitness,

    /// <summary>All of it.</summary>
    Everything,
}

/// <summary>What visibility and permissions ask about an error, for one viewer.</summary>
/// <param name="IsNamed">Whether the viewer is named on it.</param>
/// <param name="IsWitness">Whether the viewer is a witness of it.</param>
/// <param name="TeamShares">Whether its team lets others see similar ones as number and title.</param>
/// <param name="IsTriaged">Whether it has left the state in which it was reported.</param>
internal sealed record ErrorFacts(TeamId? Team, PersonId Reporter, PersonId? Owner, bool IsRestricted, bool IsNamed, bool IsWitness, bool TeamShares, bool IsTriaged);

/// <summary>
/// Who sees what: the one place that decides, for one record and for lists alike. Each rule is written twice, side by side: for a record in hand and for SQL over the table
/// of errors; a test holds them together over all combinations.
/// </summary>
internal static class Visibility
{
    private static readonly Rule[] Everything =
    [
        new((who, _) => who.IsAdministrator, "@sees_all"),
        new((who, error) => error.Reporter == who.Person, "{0}.reporter = @viewer"),
        new((who, error) => error.Owner == who.Person, "{0}.owner = @viewer"),
        new((who, error) => who.LeadsErrorsOf(error.Team), "({0}.team IS NOT NULL AND @leads_errors) OR {0}.team IN {1}"),
        new((_, error) => error.IsNamed, "EXISTS (SELECT 1 FROM error_readers WHERE error_readers.error = {0}.id AND error_readers.person = @viewer)"),
        new((who, error) => !error.IsRestricted && who.IsIn(error.Team), "NOT {0}.restricted AND {0}.team IN {2}"),
    ];

    private static readonly Rule[] AsWitness =
    [
        new((_, error) => !error.IsRestricted && error.IsWitness, "NOT {0}.restricted AND EXISTS (SELECT 1 FROM witnesses WHERE witnesses.error = {0}.id AND witnesses.person = @viewer)"),
    ];

    private static readonly Rule[] NumberAndTitle =
    [
        new(
            (who, error) => !who.IsGuest && !error.IsRestricted && error.TeamShares,
            "NOT @guest AND NOT {0}.restricted AND EXISTS (SELECT 1 FROM teams sharing WHERE sharing.id = {0}.team AND sharing.shares_similar)"),
    ];

    private static readonly string EverythingSql = Sql(Everything);
    private static readonly string AtLeastWitnessSql = Sql([.. Everything, .. AsWitness]);
    private static readonly string AtLeastTitleSql = Sql([.. Everything, .. AsWitness, .. NumberAndTitle]);

    /// <summary>How much of an error somebody sees.</summary>
    public static AccessLevel Of(Principal viewer, ErrorFacts error)
    {
        if (Everything.Any(rule => rule.Holds(viewer, error))) return AccessLevel.Everything;
        if (AsWitness.Any(rule => rule.Holds(viewer, error))) return AccessLevel.AsWitness;
        return NumberAndTitle.Any(rule => rule.Holds(viewer, error)) ? AccessLevel.NumberAndTitle : AccessLevel.Nothing;
    }

    /// <summary>How much of an error stands where several people read: its own team's channels show all of it, others in which it was reported its number, title and state.</summary>
    /// <param name="team">The team whose channel it is; null for group chats, whose readers nobody knows.</param>
    public static AccessLevel Of(TeamId? team, ErrorFacts error)
    {
        if (error.IsRestricted) return AccessLevel.Nothing;
        return team is not null && team == error.Team ? AccessLevel.Everything : AccessLevel.AsWitness;
    }

    /// <summary>The condition under which rows of <c>errors</c> are seen at least so far; goes behind <c>WHERE</c> or <c>AND</c>, in parentheses already.</summary>
    /// <param name="alias">What the query calls the table of errors.</param>
    /// <param name="parameters">The query's; the condition adds its own, whose names begin as those of the viewer.</param>
    public static string Condition(Principal viewer, string alias, DynamicParameters parameters, AccessLevel atLeast = AccessLevel.Everything)
    {
        parameters.Add("sees_all", viewer.IsAdministrator);
        parameters.Add("viewer", viewer.Person.Value);
        parameters.Add("leads_errors", viewer.LeadsErrors);
        parameters.Add("guest", viewer.IsGuest);
        var leads = parameters.AddAll("leads", viewer.Leads.Select(t => t.Value));
        var teams = parameters.AddAll("teams", viewer.IsGuest ? [] : viewer.Teams.Select(t => t.Value));
        var sql = atLeast switch { AccessLevel.Everything => EverythingSql, AccessLevel.AsWitness => AtLeastWitnessSql, _ => AtLeastTitleSql };
        return string.Format(sql, alias, leads, teams);
    }

    private static string Sql(Rule[] rules) => $"({string.Join(" OR ", rules.Select(rule => $"({rule.Sql})"))})";

    private sealed record Rule(Func<Principal, ErrorFacts, bool> Holds, string Sql);
}
