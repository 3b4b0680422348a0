using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Errors;

/// <summary>
/// Where an error is shown besides its reporter's chat: the triage channel and the channel it was reported from; when it is restricted, the leads' own chats instead.
/// </summary>
internal sealed class ErrorPlaces(Reporter reporter, CurrentTurn current)
{
    /// <summary>Shows an error where it belongs, now that it is new or that who may see it has changed. Shared places that show it already turn it into a note that it is hidden.</summary>
    public void Announce(ITurnWriter writer, long number, TeamOfRecord? team, bool restricted)
    {
        foreach (var address in restricted ? reporter.LeadsOf(team, current.Turn!.Activity.ServiceUrl) : Shared(team))
            Show(writer, writer.PlaceOf(ErrorSubject.Of(number), restricted ? ErrorViews.Lead : ErrorViews.Triage, address));
    }

    /// <summary>Brings all places of an error up to date. Shared ones also get a line in their thread, as edits are silent in Teams; a restricted error says nothing there.</summary>
    public void ShowAgain(ITurnWriter writer, long number, bool restricted, string line, params string?[] words)
    {
        foreach (var place in writer.PlacesOf(ErrorSubject.Of(number)))
        {
            Show(writer, place);
            if (restricted || place.View is not ErrorViews.Triage) continue;
            var text = string.Format(CultureInfo.InvariantCulture, line, words);
            writer.Enqueue(new(OutboxKind.SayInThread, place.To) { Place = place.Id, Body = OutgoingActivity.Of(text).ToJson() });
        }
    }

    private IEnumerable<Address> Shared(TeamOfRecord? team)
    {
        var turn = current.Turn!;
        if (team?.TriageAddress is { } triage) yield return triage;
        var isShared = turn.Activity.Conversation.Kind is not ConversationKind.Personal && !turn.Activity.IsTargeted;
        if (isShared && turn.Activity.Conversation.Base != team?.TriageAddress?.Conversation) yield return turn.Here;
    }

    private static void Show(ITurnWriter writer, Place place) => writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
}
