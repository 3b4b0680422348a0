using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns;

/// <summary>Where patterns are shown: in the triage channel of their team, and in the own chat of whoever looks after one.</summary>
internal sealed class PatternPlaces(Actor actor, Teams teams, Leads leads, KnownConversations conversations, RecordPlaces places)
{
    /// <summary>Shows a new one to those who may check it.</summary>
    public void Announce(Pattern pattern)
    {
        var team = TeamOf(pattern);
        var decide = pattern.Restricted || team is null
            ? leads.AddressesFor(pattern.Team, PatternKind.Access.LeadRole, actor.ServiceUrl ?? team?.ServiceUrl, except: actor.Id)
            : [];
        places.Announce(PatternKind.Id(pattern.Number), pattern.Restricted || team is null, ChannelOf(team), decide);
    }

    /// <summary>Shows a view of it in the own chat of somebody, unless they are who acts and see it already.</summary>
    public void ShowTo(Pattern pattern, PersonId person, string view = PatternViews.Own)
    {
        if (person == actor.Id || ChatOf(pattern, person) is not { } chat) return;
        places.Show(PatternKind.Id(pattern.Number), view, chat);
    }

    /// <summary>Shows it in the own chat of the one who acts; false where the bot cannot write to them.</summary>
    public bool ShowToAuthor(long number)
    {
        if (actor.Find() is not { } me) return false;
        if (conversations.PersonalChat(me, actor.Teams is [] ? null : actor.ServiceUrl) is not { } chat) return false;
        places.Show(PatternKind.Id(number), PatternViews.Own, chat);
        return true;
    }

    private Address? ChatOf(Pattern pattern, PersonId person) =>
        conversations.PersonalChat(person, actor.ServiceUrl ?? TeamOf(pattern)?.ServiceUrl);

    private Team? TeamOf(Pattern pattern) => pattern.Team is { } team ? teams.Find(team) : null;

    private static IEnumerable<Address> ChannelOf(Team? team) =>
        team is { RemovedAt: null, TriageConversation: { } channel, ServiceUrl: { } service } ? [new(service, channel, team.Tenant)] : [];
}
