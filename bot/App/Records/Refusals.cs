using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>Audits denied access: appends an event for what somebody wanted to do with a record and may not.</summary>
internal sealed class Refusals(Session session, CurrentTurn current, RecordEvents events)
{
    /// <summary>The name of the event.</summary>
    public const string Event = "refused";

    /// <summary>The member of its data that says what was wanted.</summary>
    public const string Action = "deed";

    /// <summary>The action of whoever wanted to see a record.</summary>
    public const string See = "See";

    /// <summary>Notes it: in the commit that runs, or in that of the present turn.</summary>
    /// <param name="data">What they wanted, as <see cref="EventData"/> writes it; null where the kind of record says it.</param>
    /// <exception cref="InvalidOperationException">There is neither a commit nor a turn, so that it would be lost.</exception>
    public void Note(RecordReference record, string? data = null)
    {
        if (session.IsWriting)
        {
            events.Append(record, Event, data: data);
            return;
        }

        var turn = current.Turn ?? throw new InvalidOperationException("A refusal is noted in a commit or in a turn.");
        turn.Write(_ =>
        {
            events.Append(record, Event, data: data);
            return default;
        });
    }
}
