using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>Raises alarms, inside a commit: as a card in the triage channel of the team, and to its leads in their own chats.</summary>
internal sealed class AlarmRaising(Session session, Actor actor, Leads leads, RecordEvents events, RecordPlaces places, Notices notices)
{
    /// <summary>Days after which an alarm that waited is no news any more.</summary>
    private const int DaysOfNews = 14;

    /// <summary>The kind of message with which leads are told; it counts towards the messages of their week.</summary>
    public static AttentionKind Kind { get; } = new("alarm", Pace.FewAWeek)
    {
        Title = () => AlarmTexts.KindTitle, Meaning = () => AlarmTexts.KindMeaning,
    };

    /// <summary>The card in the own chat of a lead; a sentence of it in the digest, where the week had messages enough.</summary>
    public static NoticeSource Notice { get; } = new(
        "alarm", (services, subject) => services.GetRequiredService<AlarmRaising>().IsTrue(subject))
    {
        View = AlarmKind.LeadView,
        Line = (services, subject) =>
            AlarmCards.Sentence(AlarmRows.Find(services.GetRequiredService<Session>(), subject.Record.Number)!),
    };

    /// <summary>Raises one, unless it was raised already.</summary>
    /// <param name="falseAYear">False alarms a year that are to be expected of all rules of the team.</param>
    public void Raise(Team team, NewAlarm alarm, double falseAYear)
    {
        if (AlarmRows.TryAdd(session, team, alarm, falseAYear, actor.Now) is not { } number) return;
        events.Append(
            AlarmKind.Definition.Reference(number, team.Id), "raised",
            data: EventData.Of(("category", alarm.Category), ("rule", alarm.Rule), ("seen", alarm.Seen)));
        places.Announce(AlarmKind.Id(number), restricted: false, ChannelOf(team), leads: []);
        foreach (var lead in leads.PresentAndAway(team.Id, ErrorKind.Access.LeadRole))
        {
            notices.Send(lead.Id, Kind, Notice, AlarmKind.Id(number));
        }
    }

    private static IEnumerable<Address> ChannelOf(Team team) =>
        team is { TriageConversation: { } channel, ServiceUrl: { } service } ? [new(service, channel, team.Tenant)] : [];

    // whoever leads no more, and what is known or old by then, is left out
    private bool IsTrue(NoticeSubject subject) =>
        AlarmRows.Find(session, subject.Record.Number) is { State: AlarmState.Raised } alarm
            && alarm.CreatedAt.AddDays(DaysOfNews) > actor.Now
            && leads.PresentAndAway(alarm.Team, ErrorKind.Access.LeadRole).Any(lead => lead.Id == subject.Person);
}
