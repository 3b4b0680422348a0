using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The buttons of those who lead: what can be done with a result.</summary>
internal static class ResultPress
{
    /// <summary>Adds them.</summary>
    public static BotRoutes MapResults(this BotRoutes routes) => routes
        .Press(SurveyPress.Result, (turn, _) => Look(turn, (desk, wave) => desk.Result(wave)), reads: true)
        .Press(SurveyPress.Read, RelatedResults.Open)
        .Press(SurveyPress.Guide, (turn, _) => Look(turn, (_, wave) =>
            WithBack(ResultCards.Guide(turn.Services.GetRequiredService<SurveyLooks>().ResultOf(wave)), wave)), reads: true)
        .Press(SurveyPress.Comments, (turn, _) => Look(turn, (_, wave) => CommentsOf(turn, wave)), reads: true)
        .Press(SurveyPress.Thank, (turn, _) => Thanked(turn))
        .Press(SurveyPress.AnswerNote, (turn, ct) => Theirs(turn) is { } wave
            ? ReplyToNote.Begin(turn, new(wave.Id.Value, turn.PressData.Text(NoteCards.CommentName) ?? ""), ct)
            : default)
        .Press(SurveyPress.Names, (turn, _) => Look(turn, (_, wave) => NamesOf(turn, wave)), reads: true)
        .Press(SurveyPress.Post, (turn, _) => Posted(turn))
        .Press(SurveyPress.Ask, (turn, _) => AskedWhatMatters(turn))
        .Press(SurveyPress.Reply, Replied);

    private static ValueTask Look(TurnContext turn, Func<SurveyDesk, Wave, Card> card)
    {
        if (Theirs(turn) is { } wave) turn.Show(card(turn.Services.GetRequiredService<SurveyDesk>(), wave));
        return default;
    }

    private static Card CommentsOf(TurnContext turn, Wave wave) =>
        turn.Services.GetRequiredService<NoteDesk>().Comments(wave, turn.PressData, Back(wave));

    private static ValueTask Thanked(TurnContext turn)
    {
        if (Theirs(turn) is not { } wave) return default;
        var notes = turn.Services.GetRequiredService<NoteDesk>();
        if (notes.Find(wave, turn.PressData.Text(NoteCards.CommentName)) is not { } comment)
        {
            turn.Tell(SurveysTexts.NoteGoneForLeads);
            return default;
        }

        turn.Write(_ =>
        {
            notes.Keep(wave, comment, words: null, origin: null);
            if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(CommentsOf(turn, wave));
            return default;
        });
        return default;
    }

    private static ValueTask Posted(TurnContext turn)
    {
        if (Theirs(turn) is not { State: WaveState.Released } wave) return default;
        turn.Write(_ =>
        {
            var channels = turn.Services.GetRequiredService<SurveyResults>().Post(wave);
            var desk = turn.Services.GetRequiredService<SurveyDesk>();
            // an older client sees it on the message, which is brought up to date
            var card = channels is 0 ? SurveyCards.Sentence(SurveysTexts.NoChannel) : desk.Result(wave);
            if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(card);
            return default;
        });
        return default;
    }

    private static ValueTask AskedWhatMatters(TurnContext turn)
    {
        if (Theirs(turn) is not { State: WaveState.Released } wave) return default;
        turn.Write(_ =>
        {
            turn.Services.GetRequiredService<SurveyResults>().AskWhatMatters(wave);
            if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(turn.Services.GetRequiredService<SurveyDesk>().Result(wave));
            return default;
        });
        turn.Tell(Records.Wording.Say(SurveysTexts.AskedTheTeam, SurveyResults.DaysOfFollowUp));
        return default;
    }

    private static ValueTask Replied(TurnContext turn, CancellationToken ct) =>
        Theirs(turn) is { } wave ? turn.BeginBelow(ReplyToResult.Dialog, wave.Id.Value, ct) : default;

    private static Card NamesOf(TurnContext turn, Wave wave)
    {
        var people = turn.Services.GetRequiredService<KnownPeople>();
        var answers = wave.Mode is SurveyMode.Attributed
            ? turn.Services.GetRequiredService<NamedResponses>().Of(wave.Id)
                .Select(each => (people.Find(each.Person)?.ShownName ?? SurveysTexts.Somebody, each.Answers)).ToList()
            : [];
        return SurveyCards.Names(turn.Services.GetRequiredService<SurveyLooks>().Of(wave), answers, Back(wave));
    }

    /// <summary>The wave of a button, for whoever leads the people who were asked; a refusal is noted.</summary>
    private static Wave? Theirs(TurnContext turn)
    {
        var wave = turn.PressData.Whole(BallotButtons.WaveName) is { } id
            ? turn.Services.GetRequiredService<SurveyWaves>().Find(new(id))
            : null;
        if (wave is null)
        {
            turn.Tell(SurveysTexts.Gone);
            return null;
        }

        if (turn.Services.GetRequiredService<SurveyAccess>().Leads(wave)) return wave;
        turn.Services.GetRequiredService<Refusals>().Note(new(WaveLaunch.RecordKind, wave.Id.Value, wave.Team));
        turn.Tell(SurveysTexts.OnlyLeads);
        return null;
    }

    private static Card WithBack(Card card, Wave wave) => card with { Body = [.. card.Body, Draw.Buttons(Back(wave))] };

    private static ExecuteAction Back(Wave wave) => SurveyCards.Button(SurveysTexts.Back, SurveyPress.Result, wave);
}

/// <summary>Who may launch surveys, and read results before they are posted.</summary>
internal sealed class SurveyAccess(Actor actor, Teams teams, SurveyWaves waves)
{
    /// <summary>The teams whose people whoever acts may ask: that of the channel in which they are first, else by name.</summary>
    public IReadOnlyList<Team> Theirs =>
    [
        .. teams.All().Where(team => team.RemovedAt is null && actor.Principal.LeadsRecordsOf(team.Id, Role.FeedbackLead))
            .OrderByDescending(actor.IsIn).ThenByDescending(team => actor.Principal.Teams.Contains(team.Id)).ThenBy(team => team.Name),
    ];

    /// <summary>Whether they lead a team.</summary>
    public bool Leads(TeamId team) => actor.Principal.LeadsRecordsOf(team, Role.FeedbackLead);

    /// <summary>Whether they lead people who are asked in a wave.</summary>
    public bool Leads(Wave wave) => waves.TeamsOf(wave).Any(Leads);
}
