using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Graph;

/// <summary>
/// Reads owners and members of the groups behind the teams, every hour. What it reads counts for a day, so that an hour without the
/// directory changes nobody's role; when it refuses, it counts no longer.
/// </summary>
/// <remarks>
/// The channel and the directory never overwrite each other. Owners of either lead the team. Who is in a team is the channel's to say: the
/// directory adds those of whom the channel has not told yet, never somebody who has left, and never a guest.
/// </remarks>
internal sealed partial class GroupReader(
    DirectoryClient directory, DirectoryAccess access, Database database, JobCommit commits, IServiceScopeFactory scopes, Clock clock,
    ILogger<GroupReader> log)
{
    /// <summary>How long what was read counts.</summary>
    public static readonly TimeSpan CountsFor = TimeSpan.FromDays(1);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>In every instance, as a team is claimed before it is read.</summary>
    public static JobSchedule Schedule => new("owners of teams in the directory", LookAgain);

    /// <summary>Reads what is due. When the directory does not tell, the others wait as well.</summary>
    public async Task ReadDue(CancellationToken ct)
    {
        foreach (var team in await Due())
        {
            if (await Read(team, ct) is { } failure and not { Kind: DirectoryFailureKind.Missing })
            {
                await Wait(failure, ct);
                return;
            }
        }
    }

    private async Task<IReadOnlyList<Team>> Due()
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = new List<long>();
        using (var rows = scope.ServiceProvider.GetRequiredService<Session>().Statements.Read($"""
            SELECT id FROM teams WHERE removed_at IS NULL AND aad_group_id IS NOT NULL
                AND (directory_due_at IS NULL OR directory_due_at <= {clock.UtcNow}) ORDER BY COALESCE(directory_due_at, 0), id
            """))
        {
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }

        var teams = scope.ServiceProvider.GetRequiredService<Teams>();
        return [.. ids.Select(id => teams.Find(new(id))).OfType<Team>().Where(IsHome)];
    }

    private bool IsHome(Team team) => access.Tenant.Length is 0 || team.Tenant is null || EntraIds.Same(team.Tenant, access.Tenant);

    /// <summary>Reads one team; gives why the directory did not tell.</summary>
    private async Task<DirectoryFailure?> Read(Team team, CancellationToken ct)
    {
        var began = clock.UtcNow;
        var until = began + LongestReading;
        if (!await database.Settle(writer => TryClaim(writer, team.Id, began, until), ct)) return null;

        var (owners, members) = await Ask(team.AadGroupId!, ct);
        var failure = owners.Failure ?? members.Failure;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await commits.Run("owners of a team", services, _ =>
        {
            var writer = services.GetRequiredService<Session>().Statements;
            PermissionRows.Note(writer, DirectoryPermission.Groups, failure, clock.UtcNow);
            if (failure is null) Keep(services, team, owners.Value, members.Value);
            else if (failure.Kind is DirectoryFailureKind.Missing) TeamRows.OwnedByDirectory(writer, team.Id, [], clock.UtcNow);
            else if (failure.Kind is DirectoryFailureKind.Refused) TeamRows.OwnedByNobodyInDirectory(writer);
            writer.Execute($"""
                UPDATE teams SET directory_due_at = {began + Every} WHERE id = {team.Id.Value} AND directory_due_at = {until}
                """);
        }, ct);
        return failure;
    }

    private async Task<(DirectoryAnswer<IReadOnlyList<DirectoryPerson>> Owners, DirectoryAnswer<IReadOnlyList<DirectoryPerson>> Members)>
        Ask(string group, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(Patience);
        var owners = await directory.Owners(group, enough.Token);
        var members = owners.Failure is { } failure
            ? DirectoryAnswer<IReadOnlyList<DirectoryPerson>>.Failed(failure)
            : await directory.Members(group, enough.Token);
        ct.ThrowIfCancellationRequested();
        return (owners, members);
    }

    private void Keep(
        IServiceProvider services, Team team, IReadOnlyList<DirectoryPerson> owners, IReadOnlyList<DirectoryPerson> members)
    {
        var writer = services.GetRequiredService<Session>().Statements;
        var people = services.GetRequiredService<KnownPeople>();
        foreach (var member in members.Select(each => Known(people, each)).OfType<PersonId>())
        {
            TeamRows.JoinedByDirectory(writer, team.Id, member, clock.UtcNow);
        }

        TeamRows.OwnedByDirectory(
            writer, team.Id, [.. owners.Select(each => Known(people, each)).OfType<PersonId>()], clock.UtcNow + CountsFor);
    }

    /// <summary>
    /// The person of the bot; null for a guest, and for somebody unknown of whom the directory does not say that they are none: they are
    /// known as soon as the channel tells of them.
    /// </summary>
    private PersonId? Known(KnownPeople people, DirectoryPerson each)
    {
        var seen = new ObservedPerson(access.Tenant.Length > 0 ? access.Tenant : null, each.Id, null, each.Name)
        {
            GivenName = each.GivenName,
            Email = each.Mail,
            IsGuest = false,
        };
        if (people.Find(seen) is { } known) return known.IsGuest ? null : known.Id;
        return each.IsMember ? people.Keep(seen).Id : null;
    }

    private Task Wait(DirectoryFailure failure, CancellationToken ct)
    {
        var pause = failure.Kind is DirectoryFailureKind.Refused ? Every : failure.RetryAfter ?? AfterSilence;
        NotTold(failure.Kind, failure.Reason, pause);
        var until = clock.UtcNow + pause;
        return database.Settle(writer => writer.Execute(
            $"UPDATE teams SET directory_due_at = {until} WHERE removed_at IS NULL AND aad_group_id IS NOT NULL"), ct);
    }

    // Of several processes one reads; should it die, the team is due again.
    private static bool TryClaim(Statements writer, TeamId team, DateTimeOffset now, DateTimeOffset until) => writer.Execute($"""
        UPDATE teams SET directory_due_at = {until}
        WHERE id = {team.Value} AND (directory_due_at IS NULL OR directory_due_at <= {now})
        """) > 0;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The directory did not tell of owners and members ({Kind}): {Reason}; it is asked again in {Pause}")]
    private partial void NotTold(DirectoryFailureKind kind, string reason, TimeSpan pause);
}
