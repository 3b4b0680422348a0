using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Errors;

/// <summary>The views of an error that stay current wherever they stand.</summary>
internal static class ErrorViews
{
    /// <summary>In the reporter's chat.</summary>
    public const string Reporter = "reporter";

    /// <summary>In the chat of somebody who met the same thing; hides a restricted error.</summary>
    public const string Witness = "witness";

    /// <summary>In a channel, for everybody in it; hides a restricted error.</summary>
    public const string Triage = "triage";

    /// <summary>In a lead's own chat, for a restricted error.</summary>
    public const string Lead = "lead";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ShowView> All =
    [
        new(Reporter, (services, place, _) => Draw(services, place, ErrorCards.ForReporter)),
        new(Witness, (services, place, _) => Draw(services, place, error => error.Restricted ? ErrorCards.Hidden(error) : ErrorCards.ForWitness(error))),
        new(Triage, (services, place, _) => Draw(services, place, error => error.Restricted ? ErrorCards.Hidden(error) : ErrorCards.ForTriage(error))),
        new(Lead, (services, place, _) => Draw(services, place, ErrorCards.ForTriage)),
    ];

    private static ValueTask<Card?> Draw(IServiceProvider services, Place place, Func<ErrorRecord, Card> card)
    {
        if (ErrorRows.FindAny(services.GetRequiredService<Session>(), ErrorSubject.NumberIn(place.Subject)) is not { } error) return new((Card?)null);

        // Within a turn the person whose turn it is looks at it, in the language of the turn.
        var isAnswer = services.GetRequiredService<CurrentTurn>().Turn is not null;
        return new(isAnswer ? card(error) : services.GetRequiredService<Languages>().At(place.To, () => card(error)));
    }
}
