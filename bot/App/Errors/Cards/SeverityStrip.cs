using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// The first line of a card in a channel: how bad it is and where it stands, in words and in a colour; and whom a severe one calls.
/// </summary>
internal static class SeverityStrip
{
    /// <summary>Leads named at most.</summary>
    private const int MostCalled = 5;

    /// <summary>Whether the leads are called to it by name.</summary>
    public static bool Calls(ErrorRecord error) => error is { Severity: >= Severity.MajorHarm, State: ErrorState.Reported };

    /// <summary>The line.</summary>
    public static Container Of(ErrorRecord error) => new(
    [
        // The ground has the colour; words in the same colour on it could hardly be read.
        Draw.Text($"{ErrorWords.Level(error.Severity)} · {ErrorWords.StateOf(error)}") with { Weight = TextWeight.Bolder },
    ]) { Style = IsOver(error.State) ? ContainerStyle.Default : StyleOf(error.Severity) };

    /// <summary>Names those who are called; null for nobody.</summary>
    public static TextBlock? Called(IReadOnlyList<Person>? leads) => leads is null or []
        ? null
        : new TextBlock(
            Say(
                Escape.Markdown(ErrorTexts.ForLeads),
                string.Join(", ", leads.Take(MostCalled).Select(lead => Mention.Of(lead.ShownName, IdOf(lead)).Text))));

    /// <summary>Makes mentions of their names, so that Teams tells them.</summary>
    public static Framework.Cards.TeamsSettings? Mentions(IReadOnlyList<Person>? leads) => leads is null or []
        ? null
        : new() { Entities = [.. leads.Take(MostCalled).Select(lead => Mention.Of(lead.ShownName, IdOf(lead)))] };

    private static bool IsOver(ErrorState state) => state is ErrorState.Withdrawn or ErrorState.Duplicate or ErrorState.NotAnError
        or ErrorState.Resolved or ErrorState.Closed;

    private static string IdOf(Person lead) => lead.AadObjectId ?? lead.ChannelUserId ?? "";

    private static ContainerStyle StyleOf(Severity severity) => severity switch
    {
        Severity.Critical => ContainerStyle.Attention,
        Severity.MajorHarm => ContainerStyle.Warning,
        Severity.MinorHarm => ContainerStyle.Accent,
        _ => ContainerStyle.Emphasis,
    };
}
