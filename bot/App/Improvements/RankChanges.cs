using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>What leads change of the list: the place of a record, with a reason, and what is left out for a week.</summary>
internal sealed class RankChanges(
    Session session, Actor actor, RecordViewers viewers, RecordEvents events, Refusals refusals, ListReader list)
{
    /// <summary>Characters of a reason at most.</summary>
    public const int LongestReason = 500;

    /// <summary>Days for which something is left out.</summary>
    private const int DaysSnoozed = 7;

    /// <summary>Why the one who acts may not change the place of a record; null where they may.</summary>
    public string? Refusal(RecordId record)
    {
        var who = actor.Principal;
        if (viewers.LevelOf(record.Kind, who, record.Number) is not AccessLevel.Everything) return record.Kind.NotFound();
        return who.IsAdministrator || who.LeadsRecordsOf(TeamOf(record), record.Kind.Access.LeadRole) ? null : ImprovementTexts.OnlyLeads;
    }

    /// <summary>Puts a record first or last, or where its value puts it; gives why not, or null.</summary>
    public string? Decide(RecordId record, RankPlace place, string? reason, RequestOrigin origin)
    {
        if (Refusal(record) is { } refusal)
        {
            refusals.Note(record.Kind.Reference(record.Number, team: null));
            return refusal;
        }

        var team = TeamOf(record);
        var candidates = list.Prioritised(new() { Team = team }).Ranked.Select(each => each.Candidate);
        var stoodAt = RankOrder.ByValue(candidates).FirstOrDefault(each => each.Candidate.Record == record)?.Place;
        RankDecisionRows.Add(session, record, team, place, reason, stoodAt, actor.Keep().Id, actor.Now);
        events.Append(
            record.Kind.Reference(record.Number, team), "ranked", origin,
            EventData.Of(("place", place), ("reason", reason), ("stoodAt", stoodAt)));
        return null;
    }

    /// <summary>Leaves a record out for seven days from this moment on; gives what to say.</summary>
    public string Snooze(RecordId record)
    {
        var team = TeamOf(record);
        var until = actor.Now.AddDays(DaysSnoozed);
        SnoozeRows.Put(session, record, team, until, actor.Keep().Id);
        events.Append(record.Kind.Reference(record.Number, team), "snoozed");
        return Say(ImprovementTexts.NoteSnoozed, record.Label, Moment.DayAhead(until));
    }

    /// <summary>Takes a record in again; gives what to say.</summary>
    public string Unsnooze(RecordId record)
    {
        SnoozeRows.Remove(session, record);
        events.Append(record.Kind.Reference(record.Number, TeamOf(record)), "unsnoozed");
        return Say(ImprovementTexts.NoteUnsnoozed, record.Label);
    }

    private TeamId? TeamOf(RecordId record) => viewers.FactsOf(record.Kind, actor.Principal, record.Number).Team;
}
