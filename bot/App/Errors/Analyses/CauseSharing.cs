using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>
/// Says that a cause is the same as one of another error, and takes it back, inside a commit. No channel hears of it, as not everybody
/// there may see the other error; the history of the other one has it where all who see that one may see this one.
/// </summary>
internal sealed class CauseSharing(Session session, Actor actor, RecordEvents events, RecordPlaces places)
{
    /// <summary>Causes of other errors that a form offers.</summary>
    public const int MostOffered = 12;

    /// <summary>Characters of one of them in the list.</summary>
    public const int TextShown = 60;

    /// <summary>Accepted causes of other errors that the person sees, each with the number of its error.</summary>
    public CauseChoice[] Offered(ErrorRecord error) =>
    [
        .. SharedCauseRows.Accepted(session, actor.Principal, error, MostOffered).Select(cause => new CauseChoice(
            cause.Number, $"{ErrorKind.Labels.Of(cause.Error)}: {ShortText.Cut(cause.Text, TextShown)}")),
    ];

    /// <summary>One of them; null where it can no longer be chosen.</summary>
    public CauseElsewhere? Find(ErrorRecord error, long cause) =>
        SharedCauseRows.Accepted(session, actor.Principal, error, limit: 1, cause) is [var found] ? found : null;

    /// <summary>A cause of an error is the same as one of another.</summary>
    public void Share(ErrorRecord error, Cause cause, CauseElsewhere other)
    {
        SharedCauseRows.Join(session, cause.Number, other.Number);
        Note("cause-shared", error, other.Error);
    }

    /// <summary>A cause is one of its own again.</summary>
    public void Unshare(ErrorRecord error, Analysis analysis, Cause cause)
    {
        if (cause.Shared is not { } shared) return;
        long[] others = [.. SharedCauseRows.ErrorsSharing(session, analysis)[shared]];
        SharedCauseRows.Leave(session, cause.Number);
        foreach (var other in others) Note("cause-unshared", error, other);
    }

    /// <summary>Notes it; the step on the one error shows that again, so only the other one is shown again here.</summary>
    private void Note(string what, ErrorRecord error, long other)
    {
        if (ErrorRows.FindAny(session, other) is not { } second) return;
        events.Append(ErrorKind.Reference(error.Number, error.Team), what, data: EventData.Of(("other", other)));
        if (!error.Restricted && error.Team == second.Team)
        {
            events.Append(ErrorKind.Reference(other, second.Team), what, data: EventData.Of(("other", error.Number)));
        }

        places.ShowAgain(ErrorKind.Id(other));
    }
}
