using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary>A record, or what a team did with it, that is over, so that something can be learned from it.</summary>
internal sealed record Lesson(RecordId Record)
{
    /// <summary>How bad it was, from 0 to 5; null for what has no severity.</summary>
    public int? Severity { get; init; }

    /// <summary>Whether nothing is waited for any more.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The team that learned it, where that is another one than the team of the record; null for that of the record.</summary>
    public TeamId? Team { get; init; }
}

/// <summary>
/// What can be learned from a record of another kind once that is dealt with; a slice registers one in its services, and the slice of that
/// kind draws the button.
/// </summary>
/// <param name="Kind">The stable name of the kind on whose records it is offered, such as <c>error</c>.</param>
/// <param name="Button">The button on a record; null where it is not offered.</param>
internal sealed record LessonOffer(string Kind, Func<IServiceProvider, Lesson, CardAction?> Button)
{
    /// <summary>The buttons on a record, of all slices.</summary>
    public static IReadOnlyList<CardAction> On(IServiceProvider services, Lesson over) =>
    [
        .. services.GetServices<LessonOffer>().Where(offer => offer.Kind == over.Record.Kind.Name)
            .Select(offer => offer.Button(services, over)).OfType<CardAction>(),
    ];
}
