using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors;

/// <summary>Notes in the record's events what somebody wanted to do and may not.</summary>
internal sealed class Refusals(Reporter reporter, CurrentTurn current, ErrorEvents events)
{
    /// <summary>The name of the event.</summary>
    public const string Event = "refused";

    /// <summary>Notes it, in the transaction of the present turn, and gives the reason that the person is told.</summary>
    public string Refuse(Deed deed, ErrorRecord error)
    {
        if (current.Writer is not null) Append(deed, error);
        else current.Turn?.Write(_ =>
        {
            Append(deed, error);
            return default;
        });

        var sight = reporter.SightOf(error);
        return deed is Deed.See || sight is Sight.Nothing ? ErrorTexts.NotFound : Permissions.WhyNot(deed, sight);
    }

    private void Append(Deed deed, ErrorRecord error) =>
        events.Append(Event, error.Number, error.Team, reporter.Me(), reporter.Now, null, EventData.Of(("deed", deed.ToString())));
}
