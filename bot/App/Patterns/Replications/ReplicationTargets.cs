using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>A team, or an agent of one, that a pattern can be offered to.</summary>
/// <param name="Agent">The agent; null for the team itself.</param>
/// <param name="MeetsTheSame">Whether it meets what the pattern comes from, as far as the reader may know that.</param>
/// <param name="IsNew">Whether it was never offered the pattern, and nobody said why not.</param>
internal sealed record ReplicationTarget(TeamId Team, PersonId? Agent, string Name, bool MeetsTheSame, bool IsNew)
{
    /// <summary>What a list sends for it.</summary>
    public string Value => Agent is { } agent
        ? string.Create(CultureInfo.InvariantCulture, $"{Team.Value}-{agent.Value}")
        : Team.Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The inventory before a pattern is spread: which teams and agents meet the same. Of a team that does not share what is similar, only who
/// is in it or leads it learns that.
/// </summary>
internal sealed class ReplicationTargets(
    Session session, Actor actor, Teams teams, KnownPeople people, IEnumerable<CauseInventory> inventories, IServiceProvider services)
{
    /// <summary>Teams and agents in a list at most; those that meet the same are always among them as long as there is room.</summary>
    private const int MostShown = 100;

    /// <summary>
    /// The teams that a pattern can be offered to, each followed by its agents, by name: without its own team, and those that have it
    /// or are asked at present.
    /// </summary>
    public IReadOnlyList<ReplicationTarget> For(Pattern pattern)
    {
        var known = ReplicationRows.Of(session, pattern.Number).ToDictionary(one => (one.Team, one.Agent));
        var (meeting, agents) = (Meeting(pattern), Inventory(pattern, (each, number) => each.Agents(services, number)));
        return
        [
            .. teams.All().OrderBy(team => team.Name, StringComparer.CurrentCultureIgnoreCase)
                .SelectMany(team => Of(team).Select(agent => (Team: team, Agent: agent)))
                .Where(each => each.Agent is not null || each.Team.Id != pattern.Team)
                .Where(each => !known.TryGetValue((each.Team.Id, each.Agent?.Id), out var one) || one.IsOver)
                .Select(each => new ReplicationTarget(
                    each.Team.Id, each.Agent?.Id,
                    each.Agent is { } agent ? Wording.Say(ReplicationTexts.AgentOf, agent.Name, each.Team.Name) : each.Team.Name,
                    MayKnow(each.Team, actor.Principal)
                        && (each.Agent is { } one ? agents.Contains(one.Id) : meeting.Contains(each.Team.Id)),
                    !known.ContainsKey((each.Team.Id, each.Agent?.Id))))
                .Select((target, at) => (Target: target, At: at))
                .OrderByDescending(each => each.Target.MeetsTheSame).Take(MostShown).OrderBy(each => each.At).Select(each => each.Target),
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

    /// <summary>The team itself, as null, and its AI agents.</summary>
    private IEnumerable<Person?> Of(Team team) =>
        [null, .. teams.Agents(team.Id).Select(people.Find).OfType<Person>().Where(agent => agent.Kind == ActorKind.Agent)];

    private HashSet<TeamId> Meeting(Pattern pattern) => Inventory(pattern, (each, number) => each.Teams(services, number));

    private HashSet<T> Inventory<T>(Pattern pattern, Func<CauseInventory, long, IReadOnlyList<T>> ask) => pattern.Origin is not { } origin
        ? []
        : [.. inventories.Where(each => each.Kind == origin.Kind).SelectMany(each => ask(each, origin.Number))];

    private static bool MayKnow(Team team, Principal? reader) => team.SharesSimilar || (reader is not null
        && (reader.IsAdministrator || reader.IsIn(team.Id) || reader.LeadsRecordsOf(team.Id, PatternKind.Access.LeadRole)));
}
