using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What the dialog of a launch reads and writes, for whoever acts.</summary>
internal sealed class LaunchDesk(
    SurveyAccess access, Audiences audiences, LaunchCheck check, SurveyRows surveys, Teams teams, Actor actor,
    RecordEvents events, Refusals refusals)
{
    // How many of a hundred people answer, as a rule.
    private const double UsualShare = 0.7;

    // Counting all outcomes of larger waves takes longer than anybody waits; what is provable there is small anyway.
    private const int LargestLookedAt = 2000;

    private const int SecondsOfMinute = 60;

    /// <summary>What is proposed: the team pulse, anonymous where enough people are asked, for a week, with two reminders.</summary>
    public ValueTask<LaunchPresent> Present()
    {
        if (access.Theirs is not [var first, ..] theirs) return new(new LaunchPresent(Refusal: SurveysTexts.OnlyLeadsLaunch));
        var mode = audiences.Of([first.Id], byTeam: false).People < BoxRules.FewestInvited ? SurveyMode.Attributed : SurveyMode.Anonymous;
        return new(new LaunchPresent(
            [.. theirs.Select(team => new LaunchOption(Invariant(team.Id.Value), team.Name))],
            new(
                SurveyTemplates.Offered.First(template => template.MayBeAskedIn(mode)).Id, Invariant(first.Id.Value), mode, Days: 7,
                SurveyCadence.Once, Reminders: 2)));
    }

    /// <summary>How many people would be asked.</summary>
    public ValueTask<int> People(LaunchChoices chosen) =>
        new(audiences.Of(TeamsOf(chosen).Where(access.Leads), byTeam: false).People);

    /// <summary>What such a survey can and cannot show, or why it may not be launched.</summary>
    public ValueTask<LaunchPreview> Preview(LaunchPlan chosen) => new(Looked(chosen, out _));

    /// <summary>Sets it up; looks at everything again.</summary>
    public ValueTask<LaunchPreview> Launch(LaunchPlan chosen, RequestOrigin origin)
    {
        var looked = Looked(chosen, out var plan);
        if (looked.Refusal is not null || plan is null) return new(looked);
        var opens = OpensAt(chosen.Choices, plan);
        var id = surveys.Add(plan, actor.FindOrKeep(), actor.Now, opens);
        events.Append(new(WaveLaunch.RecordKind, id.Value, plan.Teams is [var only] ? only : null), "set-up", origin);
        return new(looked with { Launched = opens });
    }

    private LaunchPreview Looked(LaunchPlan whole, out NewSurvey? plan)
    {
        plan = null;
        var chosen = whole.Choices;
        var asked = TeamsOf(chosen);
        var template = SurveyTemplates.Offered.FirstOrDefault(each => each.Id == chosen.Template);
        if (asked is [] || !asked.All(access.Leads) || template is null)
        {
            refusals.Note(new(WaveLaunch.RecordKind, 0, asked is [var one, ..] ? one : null));
            return new(Refusal: SurveysTexts.OnlyLeadsLaunch, Ways: [LaunchWayOut.Leave]);
        }

        plan = new(
            template.Id, chosen.Mode, chosen.ByTeam && asked.Length > 1, chosen.Days, chosen.Cadence, chosen.Reminders, [.. asked],
            Own: whole.Own?.Item());
        var audience = audiences.Of(asked, plan.ByTeam);
        var name = Say(SurveysTexts.LaunchName, template.Name(), NameOf(asked));
        return check.Refusal(plan, template, 1, audience, actor.Now) is { } refusal
            ? new(
                name, Refusal: refusal.Sentence, Ways: [.. WaysOut(refusal, template)], Unanswered: refusal.Unanswered?.Value)
            : new(
                name, [.. Words(plan, template, audience)],
                Questions: [.. template.ItemsOf(1, plan.Own).Select((item, at) => Say(SurveysTexts.LaunchQuestion, at + 1, item.Words()))]);
    }

    private static TeamId[] TeamsOf(LaunchChoices chosen) =>
    [
        .. chosen.Teams.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(team => new TeamId(long.TryParse(team, CultureInfo.InvariantCulture, out var id) ? id : 0)),
    ];

    private static IEnumerable<LaunchWayOut> WaysOut(LaunchRefusal refusal, SurveyTemplate template)
    {
        if (refusal.Unanswered is not null) yield return LaunchWayOut.Reply;
        yield return LaunchWayOut.Change;
        if (refusal.IsOfMode && template.MayBeAskedIn(SurveyMode.Attributed))
        {
            if (refusal.Obstacle is not LaunchObstacle.TooFew) yield return LaunchWayOut.Confidential;
            yield return LaunchWayOut.Attributed;
        }

        yield return LaunchWayOut.Leave;
    }

    private static IEnumerable<string> Words(NewSurvey plan, SurveyTemplate template, Audience audience)
    {
        var items = template.ItemsOf(1, plan.Own);
        var answers = (int)Math.Round(audience.People * UsualShare);
        var minutes = (SurveyTemplate.SecondsOf(items) + SecondsOfMinute - 1) / SecondsOfMinute;
        yield return Say(SurveysTexts.LaunchAsked, audience.People, answers, minutes);
        yield return Provable(answers);
        yield return plan.Mode switch
        {
            SurveyMode.Anonymous =>
                Say(SurveysTexts.LaunchAnonymous, ReleasePolicy.Usual.ScoreThreshold, ReleasePolicy.Usual.TextThreshold),
            SurveyMode.Confidential =>
                Say(SurveysTexts.LaunchConfidential, ReleasePolicy.Usual.ScoreThreshold, ReleasePolicy.Usual.TextThreshold),
            _ => SurveysTexts.LaunchAttributed,
        };
        if (plan.Mode is not SurveyMode.Attributed && answers < ReleasePolicy.Usual.ScoreThreshold)
        {
            yield return Say(SurveysTexts.LaunchMayBeTooFew, ReleasePolicy.Usual.ScoreThreshold);
        }

        if (plan.ByTeam) yield return Say(SurveysTexts.LaunchByTeam, ReleasePolicy.Usual.ScoreThreshold);
        if (plan.Own is { } own)
        {
            foreach (var advice in OwnQuestion.Advice(own, plan.Mode, audience.People)) yield return Say(SurveysTexts.OwnAdvice, advice);
        }

        yield return SurveysTexts.LaunchAfter;
    }

    private static string Provable(int answers)
    {
        var looked = Math.Min(answers, LargestLookedAt);
        return answers >= ItemChange.Fewest && ProvableChange.Points(looked, looked) is { } points
            ? Say(SurveysTexts.LaunchProvable, answers, points)
            : Say(SurveysTexts.LaunchNothingProvable, answers);
    }

    private DateTimeOffset OpensAt(LaunchChoices chosen, NewSurvey plan)
    {
        if (chosen.OpensOn is not { } day) return actor.Now;
        var moment = Team.MomentOf(day, TimeOnly.MinValue, Team.ZoneOf(teams.Find(plan.Teams[0])?.TimeZone));
        return moment > actor.Now ? moment : actor.Now;
    }

    private string NameOf(TeamId[] asked) => asked is [var one]
        ? teams.Find(one)?.Name ?? ""
        : Counted(asked.Length, SurveysTexts.OneTeam, SurveysTexts.SeveralTeams);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
