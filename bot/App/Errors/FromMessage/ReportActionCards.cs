using System.Text.Json.Nodes;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Messages;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.FromMessage;

/// <summary>The cards in the dialog of <em>Report as error</em>.</summary>
internal static class ReportActionCards
{
    /// <summary>What the button carries that closes the dialog.</summary>
    public const string Done = "done";

    /// <summary>The form of the chat, with the message that it is about.</summary>
    /// <param name="isCut">Whether the message is longer than what stands in the form.</param>
    public static Card Form(Form<ErrorReport> form, MessageDraft draft, Values values, Problems problems, bool isCut)
    {
        var card = form.Filled(values, problems).Map(element => WhenLeftEmpty(element, draft)).WithSubmit(form.Submit!, draft.ToData());
        return draft.Source(isCut) is { } source ? card with { Body = card.Body.Insert(1, source) } : card;
    }

    /// <summary>What was filed or joined, what happens next, and where to follow it.</summary>
    /// <param name="isToldInChat">Whether the bot can write to the person.</param>
    public static Card Kept(ErrorRecord error, bool isWitness, bool isToldInChat) => Card(
        Say(isWitness ? ErrorTexts.WitnessSummary : ErrorTexts.FiledSummary, error.Label, error.Title),
        Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
        Text(
            (isWitness ? ErrorCards.WitnessThanks(error) : Say(ErrorTexts.FiledThanks, error.Label)) + " "
                + (error.IsPartial ? ErrorTexts.RestWhenLetIn : ErrorProgress.Of(error))),
        Text((isToldInChat, isWitness) switch
        {
            (false, _) => ErrorTexts.FollowByWriting,
            (_, true) => ErrorTexts.FollowInChatAsWitness,
            _ => ErrorTexts.FollowInChat,
        }),
        error.Restricted ? Hint(Say(ErrorTexts.SeenBy, ErrorTexts.RestrictedNote)) : null,
        CloseButton());

    /// <summary>What is answered about a report that its sender may see no more.</summary>
    public static Card Hidden(ErrorRecord error)
    {
        var hidden = ErrorCards.Hidden(error);
        return hidden with { Body = hidden.Body.Add(CloseButton()) };
    }

    private static Element CloseButton() => Buttons(new SubmitAction(new JsonObject { [Done] = true }) { Title = ErrorTexts.CloseDialog });

    /// <summary>What happened is taken to have happened when the message was written.</summary>
    private static IEnumerable<Element>? WhenLeftEmpty(Element element, MessageDraft draft) =>
        element is DateInput day && draft.WrittenAt is not null ? [day with { Label = ErrorTexts.WhichDayOfMessage }] : null;
}
