using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// What happens to replications by itself: on its day somebody is reminded of one that is not in use, and of one that is they are asked
/// whether it still is.
/// </summary>
internal sealed class ReplicationTimers(
    Session session, Teams teams, Leads leads, RecordPlaces places, Notices notices, Clock clock)
{
    /// <summary>Days after which it is asked again, while nobody answers.</summary>
    private const int DaysToAskAgain = 14;

    /// <summary>The replications of which something is due.</summary>
    public static DueSource Due { get; } = new(
        "replications",
        (scope, now, skip, limit) => ReplicationRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ReplicationTimers>().Handle(
            long.Parse(run.Key.Subject, CultureInfo.InvariantCulture), run.Now));

    /// <summary>A team is offered a pattern: who leads it decides.</summary>
    public static NoticeSource Offer { get; } = new(
        "replication-offer", (services, subject) => Of(services, subject) is { State: ReplicationState.Proposed })
    {
        View = PatternViews.Team,
        Line = (services, subject) => LineOf(services, subject, ReplicationTexts.OfferLine),
    };

    /// <summary>The day has come on which it was to be in use.</summary>
    public static NoticeSource Late { get; } = new(
        "replication-late", (services, subject) =>
            Of(services, subject) is { State: ReplicationState.Proposed or ReplicationState.Accepted or ReplicationState.InProgress })
    {
        Line = (services, subject) => LineOf(
            services, subject,
            Of(services, subject)!.State is ReplicationState.Proposed ? ReplicationTexts.UndecidedLine : ReplicationTexts.LateLine),
    };

    /// <summary>It is asked whether it is still in use.</summary>
    public static NoticeSource Check { get; } = new(
        "replication-check", (services, subject) =>
            Of(services, subject) is { State: ReplicationState.InUse } one && one.CheckAt <= services.GetRequiredService<Actor>().Now)
    {
        Line = (services, subject) => LineOf(services, subject, ReplicationTexts.CheckLine),
    };

    /// <summary>The topic of what is said of a replication.</summary>
    public static string TopicOf(long id) => id.ToString(CultureInfo.InvariantCulture);

    private void Handle(long id, DateTimeOffset now)
    {
        if (ReplicationRows.Find(session, id) is not { DueAt: { } due } one || due != now) return;
        var isAsked = one.CheckAt <= now;
        foreach (var person in AskedOf(one))
        {
            if (isAsked) notices.Send(person, AttentionKind.Reminder, Check, PatternKind.Id(one.Pattern), TopicOf(id));
            else if (one.CheckAt is null) notices.Send(person, AttentionKind.Reminder, Late, PatternKind.Id(one.Pattern), TopicOf(id));
        }

        var at = clock.UtcNow > now ? clock.UtcNow : now;
        var next = isAsked ? at.AddDays(DaysToAskAgain) : one.CheckAt;
        if (!ReplicationRows.Set(session, one with { DueAt = next })) throw new RaceLostException($"replication {id}");
        if (isAsked) places.ShowAgain(PatternKind.Id(one.Pattern));
    }

    /// <summary>Who is asked: its owner while they are in the team, otherwise those who lead it.</summary>
    private IEnumerable<PersonId> AskedOf(Replication one) =>
        one.Owner is { } owner && one.State is not ReplicationState.Proposed && teams.Members(one.Team).ContainsKey(owner)
            ? [owner]
            : leads.Of(one.Team, PatternKind.Access.LeadRole).Select(person => person.Id);

    private static Replication? Of(IServiceProvider services, NoticeSubject subject) =>
        long.TryParse(subject.Topic, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? ReplicationRows.Find(services.GetRequiredService<Session>(), id)
            : null;

    private static string LineOf(IServiceProvider services, NoticeSubject subject, string words) => Wording.Say(
        words, subject.Record.Label, PatternRows.Find(services.GetRequiredService<Session>(), subject.Record.Number)?.Title,
        Of(services, subject)!.TargetName);
}
