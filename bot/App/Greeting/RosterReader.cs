using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Greeting;

/// <summary>
/// Reads the rosters that are wished for, page by page, and once a day those of all teams, because not every change is announced.
/// </summary>
internal sealed partial class RosterReader(
    ConnectorClient channel, Database database, JobCommit commits, IServiceScopeFactory scopes, Clock clock, TeamsSettings settings,
    ILogger<RosterReader> log)
{
    private static readonly TimeSpan EveryDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2); // the signal may be given a moment before the wish is committed

    /// <summary>Lets the rosters that are due be read now.</summary>
    public JobSignal Wanted { get; } = new();

    /// <summary>When a roster is wished for, and every two seconds; in every instance, as a roster is claimed before it is read.</summary>
    public JobSchedule Schedule => new("rosters of teams", LookAgain) { Signal = Wanted };

    /// <summary>Reads what is due; gives how many rosters were read.</summary>
    public async Task<int> ReadDue(CancellationToken ct)
    {
        var read = 0;
        foreach (var team in await Due())
        {
            if (await Read(team, ct)) read++;
        }

        return read;
    }

    private async Task<IReadOnlyList<Team>> Due()
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = new List<long>();
        using (var rows = scope.ServiceProvider.GetRequiredService<Session>().Statements.Read(
            $"SELECT id FROM teams WHERE removed_at IS NULL AND roster_due_at <= {clock.UtcNow} ORDER BY roster_due_at"))
        {
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }

        var teams = scope.ServiceProvider.GetRequiredService<Teams>();
        return [.. ids.Select(id => teams.Find(new(id))).OfType<Team>()];
    }

    private async Task<bool> Read(Team team, CancellationToken ct)
    {
        if (team.ServiceUrl is not { } service) return false;

        var began = clock.UtcNow;
        var until = began + LongestReading;
        if (!await database.Commit(session => new ValueTask<bool>(TryClaim(session.Statements, team.Id, began, until)), ct)) return false;

        var members = await channel.AllMembers(service, team.TeamsTeamId, ct);
        var next = began + (members.Succeeded ? EveryDay : AfterFailure);
        if (!members.Succeeded) RosterRefused(team.Id.Value, members.Failure.Code ?? members.Failure.Kind.ToString());

        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await commits.Run("roster of a team", services, _ =>
        {
            if (members.Succeeded)
            {
                var people = services.GetRequiredService<KnownPeople>();
                var owners = services.GetRequiredService<Teams>().Members(team.Id);
                var roster = new Dictionary<PersonId, bool>();
                foreach (var member in members.Value)
                {
                    var person = people.Keep(Observe(member, team)).Id;
                    // a roster of names alone makes nobody lose a role
                    roster[person] = member.UserRole is { } role ? Is(role, "owner") : owners.GetValueOrDefault(person);
                }

                services.GetRequiredService<Teams>().ReplaceRoster(team.Id, roster);
            }

            services.GetRequiredService<Session>().Statements.Execute(
                $"UPDATE teams SET roster_due_at = {next} WHERE id = {team.Id.Value} AND roster_due_at = {until}");
        }, ct);
        return members.Succeeded;
    }

    // Of several processes one reads; should it die, the roster is due again. A wish that comes meanwhile stays one.
    private static bool TryClaim(Statements writer, TeamId team, DateTimeOffset now, DateTimeOffset until) => writer.Execute(
        $"UPDATE teams SET roster_due_at = {until} WHERE id = {team.Value} AND roster_due_at <= {now}") > 0;

    private ObservedPerson Observe(Member member, Team team) => new(member.TenantId ?? team.Tenant, member.ObjectId, member.Id, member.Name)
    {
        GivenName = member.GivenName,
        Email = member.Email,
        IsGuest = Is(member.UserRole, "guest") || Is(member.UserRole, "anonymous") || settings.IsFromOutside(member.TenantId, team.Tenant)
            ? true
            : null,
    };

    private static bool Is(string? role, string word) => string.Equals(role, word, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channel refused the roster of team {Team}: {Reason}")]
    private partial void RosterRefused(long team, string reason);
}
