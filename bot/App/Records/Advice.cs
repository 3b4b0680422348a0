using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>
/// What of a kind may help whoever reports something else, such as a pattern; a slice registers one in its services, and the slices that
/// take reports ask <see cref="Advice"/>.
/// </summary>
internal sealed record AdviceSource(RecordKind Kind)
{
    /// <summary>Asks for what <see cref="Find"/> begins with, in the round trip of what is asked next.</summary>
    public required Action<IServiceProvider> AskAhead { get; init; }

    /// <summary>The numbers of those that may help with a text and that the person whose turn it is sees whole, the best first.</summary>
    public required Func<IServiceProvider, string, long[]> Find { get; init; }

    /// <summary>Those of some numbers that somebody sees whole at this moment and that still help, each with a few words.</summary>
    public required Func<IServiceProvider, IReadOnlyList<long>, Principal, IReadOnlyList<AdviceLine>> Lines { get; init; }

    /// <summary>Keeps that some were offered with a record; inside a commit.</summary>
    public required Action<IServiceProvider, RecordId, IReadOnlyList<long>> Keep { get; init; }

    /// <summary>The numbers of those that were offered with a record.</summary>
    public required Func<IServiceProvider, RecordId, IReadOnlyList<long>> OfferedWith { get; init; }

    /// <summary>What can be done with one on the card of the record with which it was offered.</summary>
    public required Func<long, RecordId, IReadOnlyList<CardAction>> Buttons { get; init; }
}

/// <summary>A record that may help, as its reader sees it.</summary>
/// <param name="Words">What it is, in a few words.</param>
internal sealed record AdviceLine(long Number, string Title, string Words);

/// <summary>A record that was found to help, for what outlasts the moment.</summary>
/// <param name="Kind">The stable name of its kind.</param>
internal sealed record AdviceFound(string Kind, long Number);

/// <summary>What may help whoever reports something: looked for when it is written, kept with what was reported, drawn beside it.</summary>
internal sealed class Advice(
    IEnumerable<AdviceSource> sources, Actor actor, KnownPeople people, PrincipalReader principals, IServiceProvider services)
{
    /// <summary>Records that are offered at once at most.</summary>
    private const int Most = 2;

    /// <summary>Asks for what <see cref="Find"/> begins with, in the round trip of what is asked next.</summary>
    public void AskAhead()
    {
        foreach (var source in sources) source.AskAhead(services);
    }

    /// <summary>What may help with a text; looked for before anything is written.</summary>
    public AdviceFound[] Find(string text) =>
    [
        .. sources.SelectMany(source => source.Find(services, text).Select(number => new AdviceFound(source.Kind.Name, number)))
            .Take(Most),
    ];

    /// <summary>What the person whose turn it is sees of it at this moment, for a form.</summary>
    public AdviceOffer[] Shown(IReadOnlyList<AdviceFound> found) =>
    [
        .. sources.SelectMany(source => Lines(source, NumbersOf(source, found), actor.Principal).Select(line =>
            new AdviceOffer(source.Kind.Labels.Of(line.Number), line.Title, line.Words))),
    ];

    /// <summary>Keeps that it was offered with a record; inside a commit.</summary>
    public void Keep(RecordId about, IReadOnlyList<AdviceFound> found)
    {
        foreach (var source in sources)
        {
            if (NumbersOf(source, found) is { Length: > 0 } numbers) source.Keep(services, about, numbers);
        }
    }

    /// <summary>The part of the card of a record with which something was offered, for one reader; null for nothing.</summary>
    public Element? Beside(RecordId about, PersonId reader)
    {
        var principal = reader == actor.Id ? actor.Principal : people.Find(reader) is { } person ? principals.Of(person) : null;
        if (principal is null) return null;
        var lines = sources.SelectMany(source => Lines(source, source.OfferedWith(services, about), principal).Select(line =>
            (Offer: new AdviceOffer(source.Kind.Labels.Of(line.Number), line.Title, line.Words),
                Buttons: source.Buttons(line.Number, about)))).ToList();
        return lines.Count is 0 ? null : AdviceCards.Beside(lines);
    }

    private IReadOnlyList<AdviceLine> Lines(AdviceSource source, IReadOnlyList<long> numbers, Principal reader) =>
        numbers.Count is 0 ? [] : source.Lines(services, numbers, reader);

    private static long[] NumbersOf(AdviceSource source, IReadOnlyList<AdviceFound> found) =>
        [.. found.Where(each => each.Kind == source.Kind.Name).Select(each => each.Number)];
}

/// <summary>What may help, as a form offers it.</summary>
internal sealed record AdviceOffer(string Label, string Title, string Words);
