using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>The views of a pattern that stay current wherever they stand, and its status.</summary>
internal static class PatternViews
{
    /// <summary>Lines of history shown, the newest.</summary>
    private const int HistoryShown = 20;

    /// <summary>What can be done with a pattern that is worth spreading.</summary>
    private static readonly PatternStep[] InListOfAll = [PatternStep.Spread, PatternStep.Fix];

    /// <summary>In the own chat of whoever kept it, looks after it, or leads.</summary>
    public const string Own = "pattern-own";

    /// <summary>In a channel.</summary>
    public const string Shared = "pattern-shared";

    /// <summary>In the own chat of somebody whose team was offered it.</summary>
    public const string Team = "pattern-team";

    /// <summary>In the own chat of somebody who is named with it.</summary>
    public const string Named = "pattern-named";

    /// <summary>All of it, with its history and what its reader may do.</summary>
    public static Card Whole(RecordLook<Pattern> look, CardAction? back)
    {
        var session = look.Services.GetRequiredService<Session>();
        var sight = SightOf(look);
        var measurable = sight.Criteria.FirstOrDefault(each => each.Criterion is Criterion.Measurable);
        return PatternCards.Of(sight with
        {
            History =
            [
                .. RecordHistory.Of(session, PatternKind.Id(look.Record.Number), HistoryShown)
                    .Where(happened => happened.What is not ReplicationChange.StepDone && !PatternNaming.Unnamed.Contains(happened.What)),
            ],
            IsSpread = ReplicationRows.Of(session, look.Record.Number) is not [],
            HasOwnTeam = look.Services.GetRequiredService<ReplicationGuard>().Of(look.Record, look.Viewer.Person) is not [],
            Answers = NamedPeople.Answers(session, look.Record.Number),
            Named = NamesOf(session, look.Record.Number),
            Outlier = look.Services.GetRequiredService<PatternSeries>().WordsOf(look.Record, measurable?.Outlier),
            Effect = EffectOffer.On(look.Services, PatternKind.Id(look.Record.Number), mayBegin: !look.Record.IsOver),
            Related = RelatedPatterns.To(look.Services, look.Record),
            Back = back,
        });
    }

    /// <summary>A view for somebody who sees all of it or its outline.</summary>
    public static Card Draw(RecordLook<Pattern> look, string view)
    {
        var (services, pattern, viewer) = look;
        if (viewer.Level is AccessLevel.AsWitness) return PatternCards.Outline(pattern, back: null);
        if (view is Named) return NamedCard(look) ?? PatternCards.Of(SightOf(look));
        if (view == Team) return ReplicationViews.Team(look) ?? PatternCards.Of(SightOf(look));
        var sight = SightOf(look);
        if (view is Shared) return PatternCards.Of(sight with { Steps = [.. sight.Steps.Where(PatternCards.IsShared)] });
        var isOwn = viewer.Person == pattern.Owner;
        return PatternCards.Of(sight with
        {
            Named = NamesOf(services.GetRequiredService<Session>(), pattern.Number),
            Steps = [.. sight.Steps.Where(step => !isOwn || step is not (PatternStep.Use or PatternStep.Flag))],
        });
    }

    /// <summary>The buttons of what its reader may do with it in the list of what to do next.</summary>
    public static IEnumerable<CardAction?> InList(RecordLook<Pattern> look) =>
        look.Services.GetRequiredService<PatternGuard>().StepsFor(look.Record, look.Viewer).Where(InListOfAll.Contains)
            .Select(step => PatternButtons.Of(look.Record.Number, step, below: true));

    /// <summary>Its owner, and those who lead its team.</summary>
    public static IEnumerable<Person> RefreshUsers(IServiceProvider services, Pattern pattern)
    {
        var people = services.GetRequiredService<KnownPeople>();
        return new[] { pattern.Owner }.OfType<PersonId>().Select(id => people.Find(id)).OfType<Person>()
            .Concat(services.GetRequiredService<Leads>().PresentAndAway(pattern.OfTeam, PatternKind.Access.LeadRole));
    }

    /// <summary>
    /// What is shown in the place of a pressed card: what stood there, in its present state; null for what may not be seen.
    /// </summary>
    public static Card? After(TurnContext turn, long number)
    {
        if (turn.PressData.Flag(RecordsSlice.Below)) return PatternKind.Definition.Status(turn.Services, number, back: null);
        if (PatternRows.Find(turn.Services.GetRequiredService<Session>(), number) is not { } pattern) return null;
        var viewer = turn.Services.GetRequiredService<RecordViewers>().Of(
            PatternKind.Definition, turn.Services.GetRequiredService<Actor>().Principal, number);
        var isShared = turn.Activity.Conversation.Kind is not ConversationKind.Personal;
        return viewer.Level < AccessLevel.AsWitness ? null : Draw(new(turn.Services, pattern, viewer), isShared ? Shared : Own);
    }

    private static Card? NamedCard(RecordLook<Pattern> look)
    {
        var (services, pattern, viewer) = look;
        if (NamedPeople.Find(services.GetRequiredService<Session>(), pattern.Number, viewer.Person) is not { } named) return null;
        var isInTime = services.GetRequiredService<Actor>().Now < named.At.AddDays(NamedPeople.DaysToAnswer);
        var answered = NamedPeople.Answers(services.GetRequiredService<Session>(), pattern.Number, viewer.Person);
        return NamedCards.Of(new(pattern, named, isInTime, answered));
    }

    private static PatternSight SightOf(RecordLook<Pattern> look)
    {
        var (services, pattern, viewer) = look;
        var session = services.GetRequiredService<Session>();
        var origin = pattern.Origin is { } from
            ? services.GetRequiredService<RecordKinds>().Named(from.Kind)?.Labels.Of(from.Number)
            : null;
        return new(
            pattern, origin, PatternCriteria.Of(session, pattern.Number), PatternFlags.Open(session, pattern.Number),
            services.GetRequiredService<PatternGuard>().StepsFor(pattern, viewer));
    }

    private static IReadOnlyList<string> NamesOf(Session session, long number) =>
        [.. NamedPeople.Of(session, number).Select(named => named.Name ?? RecordTexts.Somebody)];
}
