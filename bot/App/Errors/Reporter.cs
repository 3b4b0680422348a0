using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors;

/// <summary>The team that a report belongs to, as far as reporting needs it.</summary>
internal sealed record TeamOfRecord(long Id, TimeZoneInfo Zone, Address? TriageAddress, string? Language);

/// <summary>The person who is acting, as far as errors are concerned: their teams, and what they may see.</summary>
internal sealed class Reporter(CurrentTurn current, CurrentPerson person, Teams teams, Standings standings, Leads leads, KnownConversations conversations, ErrorSights sights)
{
    /// <summary>Other teams that are searched for similar reports at most.</summary>
    private const int MostOtherTeams = 20;

    private static readonly Deed[] Changes = [Deed.Edit, Deed.AddDetail, Deed.Withdraw, Deed.Witness];

    private Standing? _standing;
    private IReadOnlyList<Team>? _mine;

    /// <summary>The person's id; null for somebody who has never been met.</summary>
    public long? MyId => person.Find()?.Id.Value;

    /// <summary>What they are called.</summary>
    public string Name => person.Find()?.ShownName ?? PeopleTexts.SomebodyUnknown;

    /// <summary>One of <see cref="ActorKind"/>.</summary>
    public string Kind => person.Find()?.Kind ?? ActorKind.Person;

    /// <summary>When they act; the same moment all through a turn.</summary>
    public DateTimeOffset Now => person.Now;

    /// <summary>The conversation in which they act; null for an agent.</summary>
    public string? Conversation => current.Turn?.Activity.Conversation.Id;

    /// <summary>Their time zone, as their client told.</summary>
    public TimeZoneInfo Zone => ZoneOf(person.Find()?.TimeZone);

    /// <summary>The person's id, kept now if they are new.</summary>
    public long Me() => (person.Find() ?? person.Keep()).Id.Value;

    /// <summary>The teams to choose from; in a channel its team comes first.</summary>
    public ValueTask<TeamChoice[]> Teams(CancellationToken ct) => new([.. Mine().OrderByDescending(IsHere).Select(team => new TeamChoice(team.Id.Value, team.Name))]);

    /// <summary>The team of a new report: the chosen one if the person is in it, their only one, otherwise the default team.</summary>
    public TeamOfRecord? TeamFor(long? chosen)
    {
        var mine = Mine();
        return Of(mine.FirstOrDefault(team => team.Id.Value == chosen) ?? mine.FirstOrDefault(IsHere) ?? (mine.Count > 0 ? mine[0] : teams.Default()));
    }

    /// <summary>A team by its id.</summary>
    public TeamOfRecord? TeamOf(long? id) => id is { } team ? Of(teams.Find(new(team))) : null;

    /// <summary>The chats of those who may decide about a restricted report.</summary>
    public IEnumerable<Address> LeadsOf(TeamOfRecord? team) =>
        leads.AddressesFor(team is null ? null : new TeamId(team.Id), current.Turn?.Activity.ServiceUrl ?? team?.TriageAddress?.ServiceUrl, except: person.Find()?.Id);

    /// <summary>The person's own chat with the bot; null where it cannot be known to reach them: they never wrote to it, and no team of theirs has it.</summary>
    public Address? OwnChat() => person.Find() is { } me ? conversations.PersonalChat(me, Mine() is [] ? null : current.Turn?.Activity.ServiceUrl) : null;

    /// <summary>What the person is to the organisation.</summary>
    public Standing Standing => _standing ??= standings.OfSender();

    /// <summary>How much of an error the person sees.</summary>
    public Sight SightOf(ErrorRecord error) => sights.Of(Standing, error).Sight;

    /// <summary>Whether the person may do something with an error.</summary>
    public bool May(Deed deed, ErrorRecord error) => Permissions.May(Standing, deed, sights.FactsOf(Standing, error));

    /// <summary>What the person can do with an error at this moment.</summary>
    public IReadOnlyList<Deed> Deeds(ErrorRecord error) => error.State is not ErrorState.Reported
        ? []
        : [.. Changes.Where(deed => May(deed, error))];

    /// <summary>Where similar reports are looked for: the person's own teams first, then those that share.</summary>
    public IEnumerable<long> SimilarityScopes()
    {
        var mine = Mine();
        if (MyId is { } me) yield return ReportText.ScopeOf(null, me);
        foreach (var team in mine) yield return team.Id.Value;
        var others = teams.All().Where(team => team.SharesSimilar && mine.All(each => each.Id != team.Id)).Take(MostOtherTeams);
        foreach (var team in others) yield return team.Id.Value;
        if (mine.Count is 0 && teams.Default() is { SharesSimilar: false } standIn) yield return standIn.Id.Value;
    }

    private bool IsHere(Team team) => current.Turn?.Activity.ChannelData.Member("team").Text("id") == team.TeamsTeamId;

    private IReadOnlyList<Team> Mine() => _mine ??= person.Find() is { } me ? teams.Of(me.Id) : [];

    private static TeamOfRecord? Of(Team? team) => team is null
        ? null
        : new(team.Id.Value, ZoneOf(team.TimeZone), team is { RemovedAt: null, TriageConversation: { } channel, ServiceUrl: { } service } ? new(service, channel, team.Tenant) : null, team.Language);

    private static TimeZoneInfo ZoneOf(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
