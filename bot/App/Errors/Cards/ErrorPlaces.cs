using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// Where an error is shown besides its reporter's chat: the triage channel and the channel it was reported from; when it is restricted, the
/// leads' own chats instead.
/// </summary>
internal sealed class ErrorPlaces(Session session, Actor actor, Reporter reporter, RecordPlaces places, Leads leads)
{
    /// <summary>Shows an error where it belongs, now that it is new or that who may see it has changed.</summary>
    /// <param name="severity">Its present severity; where it stands in no channel, the most severe one is shown to the leads.</param>
    /// <param name="begunIn">The shared conversation in which it was reported; null for none.</param>
    public void Announce(long number, TeamOfRecord? team, Severity severity, bool restricted, string? begunIn)
    {
        var shared = Shared(team, begunIn).ToList();
        places.Announce(ErrorKind.Id(number), restricted, shared, restricted ? reporter.LeadsOf(team) : []);
        if (!restricted && shared is [] && severity is Severity.Critical) InNoChannel(number, actor.ServiceUrl);
    }

    /// <summary>
    /// An error stands in no channel: there is none, or Teams refused it. The most severe ones are then shown to the leads in their own
    /// chats, once.
    /// </summary>
    /// <param name="serviceUrl">The connector to use where a lead's chat is not known yet.</param>
    public void InNoChannel(long number, string? serviceUrl)
    {
        if (ErrorRows.FindAny(session, number) is not { Restricted: false, Severity: Severity.Critical, State: ErrorState.Reported } error)
        {
            return;
        }

        var record = ErrorKind.Id(number);
        if (places.IsShown(record)) return;
        foreach (var address in leads.AddressesFor(error.OfTeam, ErrorKind.Access.LeadRole, serviceUrl, except: null))
        {
            places.Say(address, () => Wording.Say(ErrorTexts.InNoChannel, error.Label));
            places.Show(record, ErrorViews.Lead, address);
        }
    }

    /// <summary>Shows an error in the own chat of the person who acts, where the bot can write to them.</summary>
    public void ShowToReporter(long number, string view)
    {
        if (reporter.OwnChat() is { } chat) places.Show(ErrorKind.Id(number), view, chat);
    }

    private IEnumerable<Address> Shared(TeamOfRecord? team, string? begunIn)
    {
        if (team?.TriageAddress is { } triage) yield return triage;
        if (begunIn is not null && Address.ChannelOf(begunIn) != team?.TriageAddress?.Conversation)
        {
            yield return actor.Here! with { Conversation = begunIn };
        }
    }
}
