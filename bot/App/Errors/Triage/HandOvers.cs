using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// Gives errors to other teams, inside a commit. What belongs to a team goes along: who sees it, where it is shown, whose triage it waits
/// for, where it is found as similar and whose counts it is in. Its number, its history, its reporter, its witnesses, and what it is the
/// same as or belongs together with stay; its owner does not, as the other team names one. Action items that are still open stay with those
/// who have them.
/// </summary>
internal sealed class HandOvers(
    TriageSteps steps, Reporter reporter, Teams teams, ErrorPlaces shown, SimilarityIndex index, Notices notices)
{
    /// <summary>Teams to choose from at most.</summary>
    private const int MostTeams = 300;

    /// <summary>Whether the error may be given to another team, and to which.</summary>
    public ChangeResult<TriagePresent> Look(long number)
    {
        var found = steps.Look(number, ErrorAction.HandOver);
        if (found.Present is not { } present) return found;
        var others = OthersThan(ErrorRows.FindAny(steps.Session, number)?.Team);
        return others is [] ? new(number, TriageTexts.NoOtherTeam) : found with { Present = present with { Teams = others } };
    }

    /// <summary>Gives an error to the team that is meant.</summary>
    public HandedOver Give(long number, HandOverAnswer answer, RequestOrigin origin)
    {
        var found = Look(number);
        if (found.Refusal is { } refusal) return new(refusal);
        if (HandOver.Meant(found.Present!.Teams, answer) is not { } team) return new(TriageTexts.HandOverTeamUnknown);

        var error = ErrorRows.FindAny(steps.Session, number)!;
        var reason = answer.Reason.Trim();
        index.Changed(
            ErrorKind.Id(number), error.Version, error.Title, error.Story, RecordText.ScopeOf(error.Team?.Value, error.Reporter.Value));
        if (steps.Take(number, ErrorAction.HandOver, _ => StepOf(error, team, reason, origin)).Refusal is { } late) return new(late);
        Show(error, team, reason);
        return new(Team: team.Name);
    }

    private static ErrorStep StepOf(ErrorRecord error, TeamChoice team, string reason, RequestOrigin origin) => new(
        "handed-over", Line: null)
    {
        Team = team.Id,
        Columns = [("owner", (long?)null), ("question", (string?)null)],
        Data = [("from", error.Team?.Value), ("to", team.Id.Value), ("team", team.Name), ("owner", error.Owner?.Value)],
        Reason = reason,
        Origin = origin,
        Told = () => Say(TriageTexts.ToldHandedOver, error.Label, team.Name, reason),
    };

    /// <summary>Shows it to those who have it now, and tells those who had it: they see no more of it than its outline.</summary>
    private void Show(ErrorRecord error, TeamChoice team, string reason)
    {
        var words = () => Say(TriageTexts.LineHandedOver, steps.Actor.Name, error.Label, team.Name, reason);
        shown.Announce(error.Number, reporter.TeamOf(team.Id), error.Severity, error.Restricted, begunIn: null);
        steps.Places.ShowAgain(ErrorKind.Id(error.Number), error.Restricted, words);
        if (!error.Restricted && ChannelOf(error.Team) is { } former) steps.Places.Say(former, words);
        if (error.Owner is { } owner && owner != steps.Actor.Id && owner != error.Reporter)
        {
            notices.Say(
                owner, AttentionKind.Answer, ErrorKind.Id(error.Number),
                () => Say(TriageTexts.ToldFormerOwner, error.Label, steps.Actor.Name, team.Name, reason));
        }
    }

    private Address? ChannelOf(TeamId? team) => reporter.TeamOf(team)?.TriageAddress;

    private TeamChoice[] OthersThan(TeamId? team) =>
        [.. teams.All().Where(each => each.Id != team).Take(MostTeams).Select(each => new TeamChoice(each.Id, each.Name))];
}
