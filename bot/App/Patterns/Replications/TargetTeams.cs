using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>A team that a pattern can be offered to.</summary>
/// <param name="MeetsTheSame">Whether it meets what the pattern comes from, as far as the reader may know that.</param>
/// <param name="IsNew">Whether it was never offered the pattern, and nobody said why not.</param>
internal sealed record TargetTeam(long Id, string Name, bool MeetsTheSame, bool IsNew);

/// <summary>
/// The inventory before a pattern is spread: which teams meet the same. Of a team that does not share what is similar, only who is in it or
/// leads it learns that.
/// </summary>
internal sealed class TargetTeams(
    Session session, Actor actor, Teams teams, IEnumerable<CauseInventory> inventories, IServiceProvider services)
{
    /// <summary>Teams in a list at most; those that meet the same are always among them as long as there is room.</summary>
    private const int MostShown = 100;

    /// <summary>
    /// The teams that a pattern can be offered to, by name: without its own, and those that have it or are asked at present.
    /// </summary>
    public IReadOnlyList<TargetTeam> For(Pattern pattern)
    {
        var known = ReplicationRows.Of(session, pattern.Number).ToDictionary(one => one.Team);
        var meeting = Meeting(pattern);
        return
        [
            .. teams.All().Where(team => team.Id != pattern.Team && (!known.TryGetValue(team.Id, out var one) || one.IsOver))
                .Select(team => new TargetTeam(
                    team.Id.Value, team.Name, meeting.Contains(team.Id) && MayKnow(team, actor.Principal),
                    !known.ContainsKey(team.Id)))
                .OrderByDescending(team => team.MeetsTheSame).Take(MostShown)
                .OrderBy(team => team.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>The other teams that meet the same as a pattern, as far as somebody may know that.</summary>
    /// <param name="reader">Null where several people read.</param>
    public IReadOnlyCollection<TeamId> Meeting(Pattern pattern, Principal? reader)
    {
        var meeting = Meeting(pattern);
        return meeting is { Count: 0 }
            ? meeting
            : [.. teams.All().Where(team => meeting.Contains(team.Id) && MayKnow(team, reader)).Select(team => team.Id)];
    }

    private HashSet<TeamId> Meeting(Pattern pattern) => pattern.Origin is not { } origin
        ? []
        : [.. inventories.Where(each => each.Kind == origin.Kind).SelectMany(each => each.Teams(services, origin.Number))];

    private static bool MayKnow(Team team, Principal? reader) => team.SharesSimilar || (reader is not null
        && (reader.IsAdministrator || reader.IsIn(team.Id) || reader.LeadsRecordsOf(team.Id, PatternKind.Access.LeadRole)));
}
