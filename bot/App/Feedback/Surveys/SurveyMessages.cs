using Improvement.Bot.Attention;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Says to each person what is due: the survey itself, then at most two reminders, in their working hours. A reminder is the same for
/// whoever answered and whoever did not, and waits until a day has passed since another message that nobody asked for.
/// </summary>
internal sealed class SurveyMessages(
    Session session, Clock clock, Actor actor, SurveyWaves waves, SurveyRows surveys, SurveyMessageRows rows, FactsReader times,
    Preferences preferences, NoticeStore notices, NoticeDelivery delivery, RecordPlaces places, SurveyLooks looks)
{
    // Answers to a first reminder come within a day or two; see the reference on surveys, section 3c.
    private static readonly TimeSpan FirstReminder = TimeSpan.FromDays(3), LastReminder = TimeSpan.FromDays(2);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The kind of message.</summary>
    public static AttentionKind Kind { get; } = new("survey", Pace.OutsideQuietHours)
    {
        Title = () => SurveysTexts.KindTitle, Meaning = () => SurveysTexts.KindMeaning,
    };

    /// <summary>The messages of a wave, for their progress.</summary>
    public static FanOutKind FanOut { get; } = new(
        "survey", () => SurveysTexts.FanOut, (scope, now) => scope.GetRequiredService<SurveyMessageRows>().CountDue(now));

    /// <summary>The messages that are due.</summary>
    public static DueSource Source { get; } = new(
        "survey message",
        (scope, now, skip, limit) => scope.GetRequiredService<SurveyMessageRows>().Due(now, skip, limit),
        (scope, run) => scope.GetRequiredService<SurveyMessages>().Handle(run.Key.Subject, run.Now));

    private void Handle(string key, DateTimeOffset dueAt)
    {
        var (id, person, step) = SurveyMessageRows.In(key);
        if (!rows.IsDue(id, person, step, dueAt)) return;
        var now = clock.UtcNow > dueAt ? clock.UtcNow : dueAt;
        actor.ActAsBot(now);
        if (waves.Find(id) is not { State: WaveState.Open } wave || wave.ClosesAt <= now)
        {
            rows.Next(id, person, step, null);
            return;
        }

        var time = times.TimeOf(person);
        if (MomentFor(person, step, time, now) is { } later)
        {
            rows.Next(id, person, step, later < wave.ClosesAt ? later : null);
            return;
        }

        if (!preferences.MutedBy(person).Contains(Kind.Name)) Say(wave, person, step, now);
        rows.Next(id, person, step + 1, AfterOf(wave, step, now));
    }

    // When somebody can be written to; null for at once.
    private DateTimeOffset? MomentFor(PersonId person, int step, PersonalTime time, DateTimeOffset now)
    {
        if (!time.IsAtWork(now)) return time.NextAtWork(now);
        return step is not SurveyMessageRows.Invitation && notices.LastSentTo(person) is { } last && now - last < Day
            ? time.NextAtWork(last + Day)
            : null;
    }

    // The last-but-one reminder would come too soon after the one before it in a short wave, and is left out there.
    private DateTimeOffset? AfterOf(Wave wave, int step, DateTimeOffset now)
    {
        var reminders = wave.Survey is { } survey ? surveys.Find(new(survey))?.Plan.Reminders ?? 0 : 0;
        if (step >= reminders) return null;
        var moment = step is SurveyMessageRows.Invitation && reminders > 1 || wave.ClosesAt - wave.OpensAt <= FirstReminder + LastReminder
            ? wave.OpensAt + FirstReminder
            : wave.ClosesAt - LastReminder;
        return moment >= now + Day && moment < wave.ClosesAt ? moment : null;
    }

    private void Say(Wave wave, PersonId person, int step, DateTimeOffset now)
    {
        if (delivery.ChatOf(person) is not { } chat) return;
        notices.SaidTo(person, now);
        var fanOut = FanOutRows.Begin(session.Statements, FanOut.Name, $"{wave.Id.Value}/{step}", now);
        if (step is not SurveyMessageRows.Invitation)
        {
            places.Say(chat, () => SurveyCards.Reminder(looks.Of(wave)), fanOut);
            return;
        }

        var place = session.Writer.PlaceOf(SurveyViews.SubjectOf(wave.Id), SurveyViews.Asked, chat);
        session.Writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id, FanOut = fanOut });
    }
}
