using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// The views of an error that stay current wherever they stand. Each is decided anew whenever it is drawn: within a turn for the person
/// whose turn it is, whoever the message was for; otherwise for those who read where it stands. Who may not see the error any more gets the
/// card that hides it.
/// </summary>
internal static class ErrorViews
{
    /// <summary>Lines of history among which a card looks for what is new.</summary>
    private const int NewsShown = 10;

    /// <summary>In the reporter's chat.</summary>
    public const string Reporter = "reporter";

    /// <summary>In the chat of somebody who met the same thing.</summary>
    public const string Witness = "witness";

    /// <summary>In a channel, for everybody in it.</summary>
    public const string Triage = "triage";

    /// <summary>In a lead's own chat, for a restricted error.</summary>
    public const string Lead = "lead";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ShowView> All = [Of(Reporter), Of(Witness), Of(Triage), Of(Lead)];

    private static ShowView Of(string name) =>
        new(name, (services, place, _) => new(Draw(services, place))) { MayTell = (services, place, _) => new(MayTell(services, place)) };

    private static Card? Draw(IServiceProvider services, Place place)
    {
        if (Find(services, place) is not { } error) return null;
        var access = services.GetRequiredService<ErrorAccessReader>();
        if (services.GetRequiredService<Actor>() is { Here: not null } reader)
        {
            return CardFor(services, error, access.Of(reader.Principal, error), place.View);
        }

        var seen = access.At(place.To, error);
        // Where nothing stands yet there is nothing to hide.
        if (seen.Level < AccessLevel.AsWitness && place.ActivityId is null) return null;
        return services.GetRequiredService<Languages>().At(place.To, () => CardFor(services, error, seen, place.View));
    }

    private static Card CardFor(IServiceProvider services, ErrorRecord error, ErrorAccess looks, string view) => looks.Level switch
    {
        AccessLevel.Everything when view is ErrorViews.Reporter && looks.Person.Value == error.Reporter =>
            ErrorCards.ForReporter(error, News(services, error)),
        AccessLevel.Everything when view is ErrorViews.Witness && (looks.IsWitness || looks.Person.Value == error.Reporter) =>
            ErrorCards.ForWitness(error, News(services, error), looks.Person.Value),
        AccessLevel.Everything =>
            ErrorCards.ForTriage(
                error, News(services, error), view is ErrorViews.Triage && SeverityStrip.Calls(error) ? Leads(services, error) : []),
        AccessLevel.AsWitness =>
            ErrorCards.ForOutsider(error, services.GetRequiredService<ErrorAccessReader>().WordsOf(looks.Person, error.Number)),
        _ => ErrorCards.Hidden(error),
    };

    private static IReadOnlyList<HistoryLine> News(IServiceProvider services, ErrorRecord error) =>
        error.Version is 1 && error.Additions is 0 ? [] : ErrorHistory.Of(services.GetRequiredService<Session>(), error.Number, NewsShown);

    private static IReadOnlyList<Person> Leads(IServiceProvider services, ErrorRecord error) =>
        services.GetRequiredService<Leads>().Of(error.Team is { } team ? new TeamId(team) : null, ErrorKind.Access.LeadRole);

    /// <summary>Lines tell what was changed, so they are for those who see all of it.</summary>
    private static bool MayTell(IServiceProvider services, Place place) =>
        Find(services, place) is { } error
            && services.GetRequiredService<ErrorAccessReader>().At(place.To, error).Level is AccessLevel.Everything;

    private static ErrorRecord? Find(IServiceProvider services, Place place) =>
        ErrorRows.FindAny(services.GetRequiredService<Session>(), ErrorSubject.NumberIn(place.Subject));
}
