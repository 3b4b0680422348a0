using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Pages;

/// <summary>
/// The press <c>page.open</c>, whose answer carries a link for whoever pressed. The link is in the answer and nowhere else: not in the
/// outbox, not in the message. An older client would keep it there, so it gets none.
/// </summary>
internal static class OpenPage
{
    /// <summary>The press.</summary>
    public const string Verb = "page.open";

    private const string Kind = "kind", Number = "number", Page = "page";

    /// <summary>The button of a page, wherever its card is read; for drawings that know whether pages can be opened.</summary>
    public static ExecuteAction Button(RecordPage page, long number) => ExecuteAction.Of(
        page.Button(), Verb, (Kind, page.Kind.Name), (Number, number), (Page, page.Name));

    /// <summary>Answers the press.</summary>
    public static ValueTask Run(TurnContext turn, CancellationToken ct)
    {
        var data = turn.PressData;
        var page = turn.Services.GetRequiredService<RecordPages>().Find(data.Text(Kind), data.Text(Page));
        var number = data.Whole(Number) ?? 0; // no record has it
        if (page is null) turn.Tell(PagesTexts.NoSuchPage);
        else if (!turn.Services.GetRequiredService<PageAddress>().IsKnown) turn.Tell(PagesTexts.NoAddress);
        else if (!turn.IsInvoke) turn.Tell(PagesTexts.ClientTooOld);
        else
        {
            turn.Write(_ =>
            {
                Issue(turn, page, number);
                return default;
            });
        }

        return default;
    }

    /// <summary>The same words whether there is no such record or the person may not see it.</summary>
    private static void Issue(TurnContext turn, RecordPage page, long number)
    {
        if (turn.Services.GetRequiredService<PageLinks>().Issue(page, number) is { } token
            && turn.Services.GetRequiredService<PageAddress>().Of(token) is { } address)
        {
            turn.Answer = InvokeAnswer.With(PageCards.Link(page, number, address));
            return;
        }

        page.Kind.NoteRefusal(turn.Services, number);
        turn.Tell(page.Kind.NotFound());
    }
}
