using Improvement.Bot.Errors.Life;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>Refuses what somebody may not do with an error: notes it, and says why.</summary>
internal sealed class ErrorRefusals(Reporter reporter, Refusals refusals)
{
    /// <summary>Notes it, and gives the reason that the person is told.</summary>
    public string Refuse(ErrorAction action, ErrorRecord error)
    {
        refusals.Note(ErrorKind.Reference(error.Number, error.Team), EventData.Of((Refusals.Action, action.ToString())));
        var level = reporter.AccessTo(error);
        return action is ErrorAction.See || level is AccessLevel.Nothing ? ErrorTexts.NotFound : ErrorPermissions.WhyNot(action, level);
    }
}
