using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Cards;

/// <summary>An error in a list.</summary>
internal static class ErrorLine
{
    /// <summary>For whoever looks; of one of another team that they met, they see number, title and state.</summary>
    public static RecordLine Of(RecordLook<ErrorRecord> look) =>
        Of(look.Viewer.Level is AccessLevel.Everything ? look.Record : look.Record.AsOutsidersSeeIt());

    /// <summary>The line of an error as it is seen.</summary>
    public static RecordLine Of(ErrorRecord error) => new(ErrorKind.Id(error.Number), error.Title, HintOf(error), error.Story);

    private static string HintOf(ErrorRecord error)
    {
        var state = ErrorWords.StateOf(error);
        if (error.IsPartial) return state;
        var team = error.TeamName is { } name ? " · " + name : "";
        return $"{state} · {(int)error.Severity} {ErrorWords.Of(error.Severity)} · {Moment.Day(error.CreatedAt)}{team}";
    }
}
