using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>What a lead says of an alarm, with one press each.</summary>
internal enum AlarmStep
{
    /// <summary>They know; the category is not told again for four weeks.</summary>
    Know,

    /// <summary>It may be told again at once.</summary>
    TellAgain,

    /// <summary>It was good to know.</summary>
    Appreciate,
}

/// <summary>
/// The presses on an alarm. What it was when somebody pressed does not matter: who presses <em>Known</em> on one that is known sees until
/// when, and nothing is done twice.
/// </summary>
internal sealed class AlarmDecisions(
    Session session, Actor actor, RecordViewers viewers, RecordEvents events, RecordPlaces places, Refusals refusals)
{
    /// <summary>Days for which a category is not told again.</summary>
    public const int DaysKnown = 28;

    /// <summary>The press of a step.</summary>
    public static TurnHandler Of(AlarmStep step) => (turn, _) =>
    {
        var number = turn.PressData.Whole(AlarmKind.Name) ?? 0;
        if (turn.Services.GetRequiredService<AlarmDecisions>().WhyNot(number, step) is { } refusal)
        {
            turn.Tell(refusal);
            return default;
        }

        turn.Write(writer =>
        {
            var late = turn.Services.GetRequiredService<AlarmDecisions>().Take(number, step);
            if (late is null) RecordPress.ShowPresent(turn, writer, AlarmKind.Definition, number);
            else if (turn.IsInvoke) turn.Answer = InvokeAnswer.Line(turn.Activity.Name, late);
            return default;
        });
        return default;
    };

    /// <summary>Whether the person who acts leads the errors of a team.</summary>
    public static bool MayDecide(Principal who, TeamId team) =>
        who.IsAdministrator || who.LeadsRecordsOf(team, ErrorKind.Access.LeadRole);

    /// <summary>Why this person may not take a step; null where they may. A refusal is noted.</summary>
    private string? WhyNot(long number, AlarmStep step)
    {
        if (AlarmRows.Find(session, number) is not { } alarm) return AlarmTexts.NotFound;
        if (MayDecide(actor.Principal, alarm.Team)) return null;
        refusals.Note(
            AlarmKind.Definition.Reference(number, alarm.Team), EventData.Of((Refusals.Action, step.ToString())));
        return viewers.LevelOf(AlarmKind.Definition, actor.Principal, number) < AccessLevel.AsWitness
            ? AlarmTexts.NotFound
            : AlarmTexts.LeadsOnly;
    }

    /// <summary>Takes a step, inside the commit; gives why not, or null.</summary>
    /// <exception cref="RaceLostException">The alarm was changed by another commit meanwhile.</exception>
    private string? Take(long number, AlarmStep step)
    {
        if (WhyNot(number, step) is { } refusal) return refusal;
        var alarm = AlarmRows.Find(session, number)!;
        if (IsDone(alarm, step)) return null;
        if (!AlarmRows.Change(session, alarm, ColumnsOf(step))) throw new RaceLostException(AlarmKind.Id(number).Label);
        events.Append(AlarmKind.Definition.Reference(number, alarm.Team), EventOf(step));
        places.ShowAgain(AlarmKind.Id(number), restricted: false, () => LineOf(step));
        return null;
    }

    private bool IsDone(Alarm alarm, AlarmStep step) => step switch
    {
        AlarmStep.Know => alarm.IsKnownAt(actor.Now),
        AlarmStep.TellAgain => alarm.State is AlarmState.Raised,
        _ => alarm.IsUseful,
    };

    private (string Column, Value Value)[] ColumnsOf(AlarmStep step) => step switch
    {
        AlarmStep.Know =>
        [
            ("state", nameof(AlarmState.Known)), ("known_until", actor.Now.AddDays(DaysKnown)), ("known_by", actor.FindOrKeep()?.Value),
        ],
        AlarmStep.TellAgain =>
            [("state", nameof(AlarmState.Raised)), ("known_until", (long?)null), ("known_by", (long?)null)],
        _ => [("useful_by", actor.FindOrKeep()?.Value)],
    };

    private static string EventOf(AlarmStep step) => step switch
    {
        AlarmStep.Know => "known",
        AlarmStep.TellAgain => "told-again",
        _ => "useful",
    };

    private string LineOf(AlarmStep step) => step switch
    {
        AlarmStep.Know => Say(AlarmTexts.LineKnown, actor.Name, PlainDay(DayOf(actor.Now.AddDays(DaysKnown), actor.Zone))),
        AlarmStep.TellAgain => Say(AlarmTexts.LineTellAgain, actor.Name),
        _ => Say(AlarmTexts.LineUseful, actor.Name),
    };
}
