using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Effects;

/// <summary>
/// Judges each effect once its window is over and late figures have had their days, by nothing but what was fixed before, and tells
/// whoever registered it.
/// </summary>
internal sealed class EffectJudgement(
    EffectRows rows, EffectMeasure measure, EffectDesk desk, Teams teams, KnownPeople people, PrincipalReader principals, Notices notices,
    RecordEvents events, IEnumerable<EffectListener> listeners, IServiceProvider services, Clock clock)
{
    /// <summary>The rows that are due.</summary>
    public static DueSource Source { get; } = new(
        "effects",
        (scope, now, skip, limit) => EffectRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<EffectJudgement>().Judge(
            long.Parse(run.Key.Subject, CultureInfo.InvariantCulture), run.Now));

    /// <summary>What whoever registered it is told.</summary>
    public static NoticeSource Notice { get; } = new(
        "effect-judged", (services, subject) => services.GetRequiredService<EffectJudgement>().Judged(subject) is not null)
    {
        Line = (services, subject) => services.GetRequiredService<EffectJudgement>().LineOf(subject),
    };

    private void Judge(long number, DateTimeOffset dueAt)
    {
        if (rows.Find(number) is not { DueAt: { } due } effect || due != dueAt) return;
        var (team, plan) = (effect.Team, effect.Plan);
        var began = teams.Find(team) is { } known ? EffectDesk.MomentOf(known, plan.Start, TimeOnly.MinValue) : dueAt;
        var (found, balance) = (measure.Of(team, plan), measure.OfBalance(team, plan));
        if (!rows.Judge(number, found, balance, measure.SentLate(team, plan, began), clock.UtcNow))
        {
            throw new RaceLostException($"effect {number}");
        }
        events.Append(
            new(EffectDesk.RecordKind, number, team), "judged",
            data: EventData.Of(("verdict", found.Verdict), ("balance", balance.Verdict)));
        if (found.Verdict is not EffectVerdict.Worse && balance.Verdict is EffectVerdict.Worse)
        {
            TellListeners(number, balance.Verdict, look => EffectWords.OfBalance(look, balance));
        }
        else TellListeners(number, found.Verdict, look => EffectWords.WithoutVerdict(look, found));
        if (effect.By is { } by)
        {
            notices.Send(by, AttentionKind.Answer, Notice, effect.Subject, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void TellListeners(long number, EffectVerdict verdict, Func<EffectLook, string> words)
    {
        var look = desk.Look(rows.Find(number)!);
        foreach (var listener in listeners.Where(listener => listener.Kind == look.Effect.Subject.Kind.Name))
        {
            listener.Hear(services, look.Effect.Subject.Number, new(look.Effect.Team, verdict, words(look)));
        }
    }

    /// <summary>The effect of which somebody is to be told; null where they may not see its record by now.</summary>
    private Effect? Judged(NoticeSubject subject) =>
        long.TryParse(subject.Topic, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && rows.Find(number) is { Found: not null } effect && people.Find(subject.Person) is { } person
            && desk.Sees(principals.Of(person), effect)
            ? effect : null;

    private string LineOf(NoticeSubject subject)
    {
        var look = desk.Look(Judged(subject)!);
        var record = look.OtherTeam is { } team ? Wording.Say(EffectTexts.InTeam, subject.Record.Label, team) : subject.Record.Label;
        return Wording.Say(EffectTexts.Line, record, EffectWords.Of(look, look.Effect.Found!));
    }
}
