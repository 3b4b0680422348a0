using System.Collections.Immutable;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary>A record together with its viewer.</summary>
/// <param name="Record">As it is stored, whole.</param>
/// <param name="Viewer">Who looks, and how much of it they see.</param>
internal sealed record RecordLook<T>(IServiceProvider Services, T Record, Viewer Viewer)
    where T : class, IRecord;

/// <inheritdoc cref="RecordKind"/>
/// <typeparam name="T">The record as its slice reads it.</typeparam>
internal sealed class RecordKind<T>(string name, string prefix, Access access) : RecordKind(name, prefix, access)
    where T : class, IRecord
{
    /// <summary>Reads a record; null when there is none of this number. Asks nobody who may see it.</summary>
    public required Func<IServiceProvider, long, T?> Find { get; init; }

    /// <summary>Everything about a record, for somebody who sees all of it.</summary>
    public required Func<RecordLook<T>, CardAction?, Card> Whole { get; init; }

    /// <summary>Number, title, state and the viewer's own words, for somebody who sees no more.</summary>
    public required Func<RecordLook<T>, CardAction?, Card> Outline { get; init; }

    /// <summary>A record in a list; of one of which the viewer does not see all, number, title and state alone.</summary>
    public required Func<RecordLook<T>, RecordLine> LineOf { get; init; }

    /// <summary>A view, for somebody who sees all of it or its outline.</summary>
    public required Func<RecordLook<T>, string, Card> View { get; init; }

    /// <summary>
    /// Those who stand in <c>refresh.userIds</c> of the shared view, because they can do more with a record than others; the most important
    /// first. Their clients fetch a view of their own.
    /// </summary>
    public Func<IServiceProvider, T, IEnumerable<Person>> RefreshUsers { get; init; } = (_, _) => [];

    /// <summary>The buttons of what the viewer may do, the form of each below the card, for somebody who sees all of it.</summary>
    public Func<RecordLook<T>, IEnumerable<CardAction?>> StepsOf { get; init; } = _ => [];

    /// <summary>That a record stands here which may not be seen here.</summary>
    public required Func<T, Card> Hidden { get; init; }

    /// <inheritdoc/>
    public override Card? Status(IServiceProvider services, long number, CardAction? back) => LookAt(services, number) switch
    {
        { Viewer.Level: AccessLevel.Everything } look => Whole(look, back),
        { Viewer.Level: AccessLevel.AsWitness } look => Outline(look, back),
        _ => null,
    };

    /// <inheritdoc/>
    public override RecordLine? Line(IServiceProvider services, long number) =>
        LookAt(services, number) is { } look ? LineOf(look) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<CardAction> Steps(IServiceProvider services, long number) =>
        LookAt(services, number) is { Viewer.Level: AccessLevel.Everything } look ? [.. StepsOf(look).OfType<CardAction>()] : [];

    /// <inheritdoc/>
    public override void NoteRefusal(IServiceProvider services, long number)
    {
        if (Find(services, number) is not { } hidden) return;
        services.GetRequiredService<Refusals>().Note(Reference(number, hidden.OfTeam), EventData.Of((Refusals.Action, Refusals.See)));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Within a turn a view is drawn for the person whose turn it is, whoever the message was for; otherwise for those who read where it
    /// stands. Where nothing stands yet there is nothing to hide.
    /// </remarks>
    public override Card? Draw(IServiceProvider services, Place place)
    {
        var number = RequiredNumberIn(place);
        if (services.GetRequiredService<Actor>() is { Here: not null })
        {
            return LookAt(services, number) is { } look ? CardFor(look, place.View) : null;
        }

        var (viewers, languages) = (services.GetRequiredService<RecordViewers>(), services.GetRequiredService<Languages>());
        var (readers, language) = (viewers.AskAt(place.To), languages.Ask(place.To));
        if (Find(services, number) is not { } record) return null;
        var viewer = viewers.Of(this, readers(), number);
        if (viewer.Level < AccessLevel.AsWitness && place.ActivityId is null) return null;
        return languages.In(language, () => CardFor(new(services, record, viewer), place.View));
    }

    /// <inheritdoc/>
    public override Card? OwnView(IServiceProvider services, long number) =>
        LookAt(services, number) is { Viewer.Level: >= AccessLevel.AsWitness } look ? CardFor(look, SharedView) : null;

    /// <inheritdoc/>
    public override bool MayTell(IServiceProvider services, Place place)
    {
        var viewers = services.GetRequiredService<RecordViewers>();
        var readers = viewers.AskAt(place.To);
        return Find(services, RequiredNumberIn(place)) is { } record
            && viewers.Of(this, readers(), record.Number).Level is AccessLevel.Everything;
    }

    private Card CardFor(RecordLook<T> look, string view)
    {
        if (look.Viewer.Level < AccessLevel.AsWitness) return Hidden(look.Record);
        var card = View(look, view);
        return view == SharedView && look.Viewer.Level is AccessLevel.Everything ? card with { Refresh = RefreshOf(look) } : card;
    }

    private Refresh? RefreshOf(RecordLook<T> look)
    {
        var people = RefreshUsers(look.Services, look.Record).Select(person => person.ChannelUserId).OfType<string>().Distinct()
            .Take(Refresh.MostPeople).ToImmutableArray();
        return people is [] ? null : new(ExecuteAction.ForRefresh(ViewVerb, (Name, look.Record.Number)), people);
    }

    private RecordLook<T>? LookAt(IServiceProvider services, long number)
    {
        var viewer = services.GetRequiredService<RecordViewers>().Ask(this, services.GetRequiredService<Actor>().Principal, number);
        return Find(services, number) is { } record ? new(services, record, viewer()) : null;
    }

    private long RequiredNumberIn(Place place) =>
        NumberIn(place.Subject) ?? throw new InvalidOperationException($"The place shows “{place.Subject}”, which is none of {Name}.");
}
