using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Digests;

/// <summary>
/// Once a week, when somebody's work begins, one message with what was kept for them and what their own records became; none in a week
/// with nothing. Administrators also read there how the bot does, in every week and whatever they mute.
/// </summary>
internal sealed class PersonalDigests(
    Clock clock, Actor actor, Teams teams, KnownPeople people, PrincipalReader principals, Preferences preferences, FactsReader times,
    NoticeStore store, NoticeDelivery delivery, PersonalDigestRows rows, RecordKinds kinds, IEnumerable<DigestContributor> contributors,
    IEnumerable<AdministratorFactSource> facts, RecordViewers viewers, RecordPlaces places, Languages languages,
    IServiceProvider services)
{
    private const int LinesOfSection = 3;

    /// <summary>What the whole team reads stands in its channel.</summary>
    private static readonly HashSet<DigestSection> OwnSections = [DigestSection.NeedsYou, DigestSection.LedTo, DigestSection.Actions];

    /// <summary>The kind of message, which anybody can do without.</summary>
    public static AttentionKind Kind { get; } = new("digest", Pace.OutsideQuietHours)
    {
        Title = () => DigestTexts.KindTitle, Meaning = () => DigestTexts.KindMeaning,
    };

    /// <summary>The messages of a week, for their progress.</summary>
    public static FanOutKind FanOut { get; } = new(
        "personal digest", () => DigestTexts.PersonalFanOut,
        (scope, now) => scope.GetRequiredService<PersonalDigestRows>().CountDue(now));

    /// <summary>The people whose digest is due.</summary>
    public static DueSource Source { get; } = new(
        "personal digest",
        (scope, now, skip, limit) => scope.GetRequiredService<PersonalDigestRows>().DuePeople(now, skip, limit),
        (scope, run) => scope.GetRequiredService<PersonalDigests>().Handle(
            new(long.Parse(run.Key.Subject, CultureInfo.InvariantCulture)), run.Now));

    /// <summary>The people who are new.</summary>
    public static DueSource Newcomers { get; } = new(
        "personal digest of a newcomer",
        (scope, now, skip, _) => scope.GetRequiredService<PersonalDigestRows>().DueNewcomers(now, skip),
        (scope, _) => scope.GetRequiredService<PersonalDigests>().Begin());

    private void Begin()
    {
        foreach (var person in rows.Newcomers()) rows.Keep(person, NextOf(times.TimeOf(person), clock.UtcNow));
    }

    private void Handle(PersonId person, DateTimeOffset dueAt)
    {
        if (!rows.IsDue(person, dueAt)) return;
        var now = clock.UtcNow > dueAt ? clock.UtcNow : dueAt;
        actor.ActAsBot(now);
        var time = times.TimeOf(person);
        // who was to get it while the bot was away gets it at work
        if (!time.IsAtWork(now))
        {
            rows.Keep(person, time.NextAtWork(now));
            return;
        }

        Send(person, time, now);
        rows.Keep(person, NextOf(time, now));
    }

    private void Send(PersonId person, PersonalTime time, DateTimeOffset now)
    {
        if (people.Find(person) is not { } reader || delivery.ChatOf(person) is not { } chat) return;
        var kept = store.KeptFor(person);
        var isMuted = preferences.MutedBy(person).Contains(Kind.Name);
        if (languages.At(chat, () => CardFor(reader, isMuted ? null : kept, time.DayOf(now), now)) is { } card)
        {
            places.Say(chat, () => card, rows.FanOutOf(time.DayOf(time.WeekOf(now)), now));
        }

        foreach (var notice in kept) store.Remove(notice);
    }

    /// <param name="kept">Null for somebody who does without it.</param>
    private Card? CardFor(Person reader, IReadOnlyList<Notice>? kept, DateOnly today, DateTimeOffset now)
    {
        List<NoticeLine> told = [.. (kept ?? []).Select(delivery.LineIfTrue).OfType<NoticeLine>()];
        List<DigestLine> own = kept is null ? [] : [.. OwnOf(reader, today).Where(line => told.All(each => each.Record != line.Record))];
        var ofBot = OfBot(reader, now);
        return told is [] && own is [] && ofBot is [] ? null : PersonalDigestCards.Of(told, own, ofBot);
    }

    private List<AdministratorFact> OfBot(Person reader, DateTimeOffset now) => principals.IsAdministrator(reader)
        ? [.. facts.OrderBy(source => source.Order).Select(source => source.Find(services, now)).OfType<AdministratorFact>()]
        : [];

    /// <summary>What the kinds tell of somebody, in whichever of their teams; of it what they may see.</summary>
    private IEnumerable<DigestLine> OwnOf(Person reader, DateOnly today)
    {
        var principal = principals.Of(reader);
        return teams.Of(reader.Id).SelectMany(team => LinesOf(principal, team, today))
            .DistinctBy(line => line.Record is { } record ? (object)record : line)
            .Where(line => line.Record is not { } record
                || viewers.LevelOf(record.Kind, principal, record.Number) is AccessLevel.Everything);
    }

    private IEnumerable<DigestLine> LinesOf(Principal reader, Team team, DateOnly today)
    {
        var calendar = DigestCalendar.Of(team, DigestSettings.Usual, times.TimeOf(reader.Person).Work);
        var from = calendar.BeginOf(today.AddDays(-DigestCalendar.DaysCovered));
        var query = DigestSettings.Usual.QueryOf(team, from, calendar.BeginOf(today), LinesOfSection) with
        {
            Reader = reader, Sections = OwnSections,
        };
        return kinds.All.Select(kind => kind.Digest).Concat(contributors.Select(contributor => contributor.Digest))
            .SelectMany(digest => digest(services, query).Lines);
    }

    /// <summary>When work begins in the week after.</summary>
    private static DateTimeOffset NextOf(PersonalTime time, DateTimeOffset now) =>
        time.NextStart(time.WeekOf(now).AddDays(DigestCalendar.DaysCovered), _ => false);
}
