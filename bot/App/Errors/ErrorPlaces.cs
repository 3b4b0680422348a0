using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// Where an error is shown besides its reporter's chat: the triage channel and the channel it was reported from; when it is restricted, the
/// leads' own chats instead.
/// </summary>
internal sealed class ErrorPlaces(Session session, Actor actor, Reporter reporter, Languages languages, Leads leads)
{
    /// <summary>
    /// Shows an error where it belongs, now that it is new or that who may see it has changed. Shared places that show it already turn it
    /// into a note that it is hidden.
    /// </summary>
    /// <param name="severity">Its severity by now; where it stands in no channel, the most severe one is shown to the leads.</param>
    /// <param name="begunIn">The shared conversation in which it was reported; null for none.</param>
    public void Announce(long number, TeamOfRecord? team, Severity severity, bool restricted, string? begunIn)
    {
        var shared = Shared(team, begunIn).ToList();
        foreach (var address in shared)
        {
            // The channel that a restricted one was reported from is remembered: should it be shown to the team later, that channel shows
            // it too. What a place shows is decided when it is drawn.
            var place = session.Writer.PlaceOf(ErrorSubject.Of(number), ErrorViews.Triage, address);
            if (!restricted) Show(place);
        }

        if (!restricted && shared is [] && severity is Severity.Critical) InNoChannel(number, actor.ServiceUrl);
        if (!restricted) return;
        foreach (var address in reporter.LeadsOf(team)) Show(session.Writer.PlaceOf(ErrorSubject.Of(number), ErrorViews.Lead, address));
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
        if (session.Writer.PlacesOf(ErrorSubject.Of(number)).Any(
            place => place is { View: ErrorViews.Triage, ActivityId: not null } or { View: ErrorViews.Lead }))
        {
            return;
        }

        foreach (var address in leads.AddressesFor(
            error.Team is { } team ? new TeamId(team) : null, ErrorKind.Access.LeadRole, serviceUrl, except: null))
        {
            var words = languages.At(address, () => string.Format(CultureInfo.InvariantCulture, ErrorTexts.InNoChannel, error.Label));
            session.Writer.Enqueue(new(OutboxKind.Say, address) { Body = OutgoingActivity.Of(words).ToJson() });
            Show(session.Writer.PlaceOf(ErrorSubject.Of(number), ErrorViews.Lead, address));
        }
    }

    /// <summary>Shows an error in the own chat of the person who acts, where the bot can write to them.</summary>
    public void ShowToReporter(long number, string view)
    {
        if (reporter.OwnChat() is { } chat) Show(session.Writer.PlaceOf(ErrorSubject.Of(number), view, chat));
    }

    /// <summary>Brings all places of an error up to date, and says nothing.</summary>
    public void ShowAgain(long number)
    {
        foreach (var place in session.Writer.PlacesOf(ErrorSubject.Of(number))) Show(place);
    }

    /// <summary>
    /// Brings all places of an error up to date. Shared ones also get a line in their thread, as edits are silent in Teams; a restricted
    /// error says nothing there.
    /// </summary>
    /// <param name="line">The line; asked for in the language of each place.</param>
    public void ShowAgain(long number, bool restricted, Func<string> line)
    {
        foreach (var place in session.Writer.PlacesOf(ErrorSubject.Of(number)))
        {
            // nothing stands there, so there is nothing to hide
            if (restricted && place is { View: ErrorViews.Triage, ActivityId: null }) continue;
            Show(place);
            if (restricted || place.View is not ErrorViews.Triage) continue;
            session.Writer.Enqueue(new(OutboxKind.SayInThread, place.To) { Place = place.Id, Body = OutgoingActivity.Of(languages.At(place.To, line)).ToJson() });
        }
    }

    private IEnumerable<Address> Shared(TeamOfRecord? team, string? begunIn)
    {
        if (team?.TriageAddress is { } triage) yield return triage;
        if (begunIn is not null && Address.ChannelOf(begunIn) != team?.TriageAddress?.Conversation)
        {
            yield return actor.Here! with { Conversation = begunIn };
        }
    }

    private void Show(Place place) => session.Writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
}
