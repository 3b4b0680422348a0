using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Records;

/// <summary>The answer to a press that changed a record.</summary>
internal static class RecordPress
{
    /// <summary>
    /// Shows what stands in the pressed message by now: its view, or, where it was an answer, all of the record; nothing where it is out of
    /// sight.
    /// </summary>
    public static void ShowPresent(TurnContext turn, ITurnWriter writer, RecordKind kind, long number)
    {
        var place = writer.PlacesOf(kind.Subject(number)).FirstOrDefault(each => each.ActivityId == turn.Activity.ReplyToId);
        var card = place is null ? kind.Status(turn.Services, number, back: null) : kind.Draw(turn.Services, place);
        if (card is not null) PressAnswer.Show(turn, writer, card, toStay: place is null);
    }
}
