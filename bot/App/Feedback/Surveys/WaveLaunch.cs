using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Begins the wave of a survey that is due: the wave, its seats, its box and the invitations are one commit, in which everything is asked
/// again.
/// </summary>
internal sealed class WaveLaunch(
    Session session, SurveyRows surveys, Audiences audiences, LaunchCheck check, BoxLaunch boxes, SurveyMessageRows messages, Clock clock,
    SurveyRefusals refusals, RecordEvents events)
{
    /// <summary>The kind of what is launched, in the trail of events.</summary>
    public const string RecordKind = "survey";

    /// <summary>How long a survey waits after a refusal that may pass.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>Whether a survey that is due needs a key, which is made before the commit.</summary>
    public bool NeedsKey(SurveyId id) => surveys.Find(id) is { Plan.Mode: SurveyMode.Anonymous };

    /// <summary>Launches the next wave; only while a commit runs.</summary>
    /// <param name="key">The key of its box; null where it needs none.</param>
    public void Run(SurveyId id, BoxKey? key)
    {
        var now = clock.UtcNow;
        if (surveys.Find(id) is not { NextDueAt: { } due } survey || due > now) return;
        if (Template(survey) is not { } template)
        {
            surveys.End(id);
            return;
        }

        var (number, plan) = (survey.Waves + 1, survey.Plan);
        var audience = plan.About is { } about ? audiences.OfWave(about) : audiences.Of(plan.Teams, plan.ByTeam);
        if (check.Refusal(plan, template, number, audience, now) is { } refusal)
        {
            Refuse(survey, refusal, now);
            return;
        }

        if (plan.Mode is SurveyMode.Anonymous && key is null) return;
        Launch(survey, WavePolicy.Of(template, number, plan, audience), audience, key, now);
        surveys.Launched(id, survey.After(due) is { } next ? Later(next, now) : null);
    }

    private static SurveyTemplate? Template(Survey survey) =>
        SurveyTemplates.Newest.FirstOrDefault(template => template.Id == survey.Plan.Template);

    // A bot that was away for months asks once, and not once for each month.
    private static DateTimeOffset Later(DateTimeOffset next, DateTimeOffset now) => next > now ? next : now + Again;

    // What follows up on a result is dropped without a word: too few of those who were asked are still there.
    private void Refuse(Survey survey, LaunchRefusal refusal, DateTimeOffset now)
    {
        var again = survey.Plan.About is null && refusal.MayPass ? now + Again : (DateTimeOffset?)null;
        var isNew = surveys.RefusalOf(survey.Id) != refusal.Obstacle.ToString();
        surveys.Refused(survey.Id, refusal.Obstacle.ToString(), again);
        if (survey.Plan.About is null && isNew) refusals.Tell(survey, refusal);
    }

    private void Launch(Survey survey, WavePolicy policy, Audience audience, BoxKey? key, DateTimeOffset now)
    {
        var plan = survey.Plan;
        var wave = new NewWave(
            plan.Teams is [var only] ? only : null, policy.Template, policy.Version, plan.Mode, policy.ToJson(), policy.Breakdown,
            survey.LaunchedBy, now, now.AddDays(plan.Days))
        {
            Survey = survey.Id.Value, Number = policy.Number,
        };
        var form = policy.FormFor(audience.People);
        var added = key is null
            ? NamedResponses.Begin(session, wave, form, audience)
            : boxes.Put(session, wave, form, audience.Seats, key);
        messages.Invite(added, audience.Seats.Select(seat => seat.Person), now);
        events.Append(new(RecordKind, added.Id.Value, wave.Team), "launched");
    }
}
