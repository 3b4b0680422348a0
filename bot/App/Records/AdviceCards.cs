using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Records;

/// <summary>Draws what may help.</summary>
internal static class AdviceCards
{
    /// <summary>The part of a form: each opens below, and the form stays.</summary>
    public static Container InForm(IReadOnlyList<AdviceOffer> offers) => Group([
        Subheading(RecordTexts.AdviceHeading),
        .. offers.SelectMany(offer => Line(offer).Append(Buttons(
            CommandButton.Staying(Say(RecordTexts.AdviceOpen, offer.Label), $"/{StatusCommand.Name} {offer.Label}")))),
    ]) with { Style = ContainerStyle.Good };

    /// <summary>The part of a card: each with what can be done with it.</summary>
    public static Container Beside(IReadOnlyList<(AdviceOffer Offer, IReadOnlyList<CardAction> Buttons)> lines) => Group([
        Subheading(RecordTexts.AdviceHeading),
        .. lines.SelectMany(line => Line(line.Offer).Append(Buttons([.. line.Buttons]))),
    ]) with { Style = ContainerStyle.Good };

    private static IEnumerable<Element> Line(AdviceOffer offer) =>
    [
        Text(Say(RecordTexts.AdviceLine, offer.Label, offer.Title)) with { Spacing = Spacing.Medium },
        Hint(offer.Words),
    ];
}
