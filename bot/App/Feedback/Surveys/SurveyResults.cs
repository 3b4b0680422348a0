using System.Globalization;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// What follows the end of a wave: those who lead read the result, everybody's card says how it ended, and ten days later the same people
/// are asked whether the result was talked about.
/// </summary>
internal sealed class SurveyResults(
    Session session, Clock clock, Actor actor, SurveyWaves waves, SurveyRows surveys, SurveyMessageRows messages, Leads leads, Teams teams,
    PlaceReaders readers, RecordPlaces places, RecordEvents events, AgentAnswers agents)
{
    /// <summary>Days from a result to the question whether it was talked about.</summary>
    public const int DaysToFollowUp = 10;

    /// <summary>Days that a question about a result is open.</summary>
    public const int DaysOfFollowUp = 4;

    /// <summary>Waves that ended, of which nobody was told yet.</summary>
    public static DueSource Source { get; } = new(
        "survey result",
        (scope, now, skip, limit) => scope.GetRequiredService<SurveyResults>().Due(now, skip, limit),
        (scope, run) => scope.GetRequiredService<SurveyResults>().Tell(
            new(long.Parse(run.Key.Subject, CultureInfo.InvariantCulture)), run.Now));

    /// <summary>Posts a result in the channels of those who were asked, once; only while a commit runs.</summary>
    /// <returns>In how many channels it stands.</returns>
    public int Post(Wave wave)
    {
        var channels = waves.TeamsOf(wave).Select(teams.Find).OfType<Team>().Select(ChannelOf).OfType<Address>().ToList();
        foreach (var channel in channels) Show(session.Writer.PlaceOf(SurveyViews.SubjectOf(wave.Id), SurveyViews.Post, channel));
        ShowAgain(wave.Id, SurveyViews.Result);
        events.Append(new(WaveLaunch.RecordKind, wave.Id.Value, wave.Team), "posted");
        return channels.Count;
    }

    /// <summary>Asks the people of a wave what matters most, once; only while a commit runs.</summary>
    public void AskWhatMatters(Wave wave)
    {
        if (wave.Survey is not { } number || surveys.Find(new(number)) is not { } survey) return;
        if (surveys.AsksAbout(wave.Id, SurveyTemplates.MattersMost)) return;
        AskAbout(survey, wave, SurveyTemplates.MattersMost, actor.FindOrKeep(), actor.Now, actor.Now);
        ShowAgain(wave.Id, SurveyViews.Result);
    }

    /// <summary>Brings all messages of a view up to date; only while a commit runs.</summary>
    public void ShowAgain(WaveId wave, string view)
    {
        foreach (var place in session.Writer.PlacesOf(SurveyViews.SubjectOf(wave)).Where(place => place.View == view)) Show(place);
    }

    private List<DueRow> Due(DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT id, opens_at FROM survey_waves WHERE told_at IS NULL AND state <> 'Open' AND opens_at <= {now}
            ORDER BY opens_at, id LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    private void Tell(WaveId id, DateTimeOffset dueAt)
    {
        var now = clock.UtcNow > dueAt ? clock.UtcNow : dueAt;
        actor.ActAsBot(now);
        if (waves.Find(id) is not { State: not WaveState.Open } wave || !waves.Told(id, now)) return;
        messages.Drop(id);
        if (wave.State is WaveState.Stopped or WaveState.Void) agents.Remove(id);
        foreach (var chat in ChatsOfLeads(wave)) Show(session.Writer.PlaceOf(SurveyViews.SubjectOf(id), SurveyViews.Result, chat));
        ShowAgain(id, SurveyViews.Asked);
        var survey = wave.Survey is { } number ? surveys.Find(new(number)) : null;
        if (survey?.Plan.About is { } about) ShowAgain(about, SurveyViews.Result);
        if (wave.State is WaveState.Void) TellEverybody(wave);
        events.Append(new(WaveLaunch.RecordKind, id.Value, wave.Team), wave.State.ToString().ToLowerInvariant());
        if (wave.State is WaveState.Released && survey is { Plan.About: null }) FollowUp(survey, wave, now);
    }

    // Cards change silently, and whoever has answered waits for a result.
    private void TellEverybody(Wave wave)
    {
        foreach (var place in session.Writer.PlacesOf(SurveyViews.SubjectOf(wave.Id)).Where(place => place.View == SurveyViews.Asked))
        {
            places.Say(place.To, () => Records.Wording.Say(SurveysTexts.VoidLine, waves.NameOf(wave)));
        }
    }

    private void FollowUp(Survey survey, Wave wave, DateTimeOffset now) =>
        AskAbout(survey, wave, SurveyTemplates.FollowUp, survey.LaunchedBy, now, now.AddDays(DaysToFollowUp));

    private void AskAbout(Survey survey, Wave wave, string template, PersonId? by, DateTimeOffset now, DateTimeOffset at) => surveys.Add(
        new(template, survey.Plan.Mode, ByTeam: false, DaysOfFollowUp, SurveyCadence.Once, Reminders: 0, survey.Plan.Teams, wave.Id),
        by, now, at);

    private IEnumerable<Address> ChatsOfLeads(Wave wave) => waves.TeamsOf(wave)
        .SelectMany(team => leads.AddressesFor(team, Role.FeedbackLead, teams.Find(team)?.ServiceUrl, except: null)).Distinct();

    private Address? ChannelOf(Team team) =>
        team is { ServiceUrl: { } service, RemovedAt: null } && (team.DigestConversation ?? team.TriageConversation) is { } channel
        && new Address(service, channel, team.Tenant) is var address && readers.TeamAt(address) == team.Id
            ? address
            : null;

    private void Show(Place place) => session.Writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
}

/// <summary>Tells whoever set up a survey that a wave of it could not begin.</summary>
internal sealed class SurveyRefusals(Leads leads, Teams teams, RecordPlaces places)
{
    /// <summary>Says it once; only while a commit runs.</summary>
    public void Tell(Survey survey, LaunchRefusal refusal)
    {
        foreach (var chat in survey.Plan.Teams
            .SelectMany(team => leads.AddressesFor(team, Role.FeedbackLead, teams.Find(team)?.ServiceUrl, except: null)).Distinct())
        {
            places.Say(chat, () => refusal.Sentence);
        }
    }
}
