using Improvement.Bot.Framework.Cards;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary>
/// What can be kept as learned from a record of another kind once that is dealt with; a slice registers one in its services, and the slice
/// of that kind draws the button.
/// </summary>
/// <param name="Kind">The stable name of the kind on whose records it is offered, such as <c>error</c>.</param>
/// <param name="Button">The button on a record.</param>
internal sealed record LessonOffer(string Kind, Func<RecordId, CardAction> Button)
{
    /// <summary>The buttons on a record, of all slices.</summary>
    public static IReadOnlyList<CardAction> On(IServiceProvider services, RecordId record) =>
    [
        .. services.GetServices<LessonOffer>().Where(offer => offer.Kind == record.Kind.Name).Select(offer => offer.Button(record)),
    ];
}
