using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions;

/// <summary>Where action items are shown: in the own chat of the owner, and in the triage channel those that wait for a lead.</summary>
internal sealed class ActionPlaces(
    Actor actor, Teams teams, Leads leads, KnownConversations conversations, RecordPlaces places)
{
    /// <summary>Shows a new one to whoever has to do something with it.</summary>
    public void Announce(ActionItem item)
    {
        if (item.State is not ActionState.Proposed)
        {
            // Also to an owner who acts: what they did was something else, which brought this about.
            if (ChatOfOwner(item) is { } chat) places.Show(ActionKind.Id(item.Number), ActionViews.Own, chat);
            return;
        }

        var team = TeamOf(item);
        var decide = item.Restricted || team is null
            ? leads.AddressesFor(item.Team, ActionKind.Access.LeadRole, actor.ServiceUrl ?? team?.ServiceUrl, except: actor.Id)
            : [];
        places.Announce(ActionKind.Id(item.Number), item.Restricted, ChannelOf(team), decide);
    }

    /// <summary>Shows it in the own chat of its owner, unless the owner is who acts and sees it already.</summary>
    public void ShowToOwner(ActionItem item)
    {
        if (item.Owner == actor.Id || ChatOfOwner(item) is not { } chat) return;
        places.Show(ActionKind.Id(item.Number), ActionViews.Own, chat);
    }

    /// <summary>The own chat of its owner; null where nobody owns it, or the bot cannot write to them.</summary>
    public Address? ChatOfOwner(ActionItem item) =>
        item.Owner is { } owner ? conversations.PersonalChat(owner, actor.ServiceUrl ?? TeamOf(item)?.ServiceUrl) : null;

    private Team? TeamOf(ActionItem item) => item.Team is { } team ? teams.Find(team) : null;

    private static IEnumerable<Address> ChannelOf(Team? team) =>
        team is { RemovedAt: null, TriageConversation: { } channel, ServiceUrl: { } service } ? [new(service, channel, team.Tenant)] : [];
}
