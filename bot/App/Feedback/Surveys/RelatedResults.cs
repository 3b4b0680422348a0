using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// The results that a team was told of lately, on the status of its records. What a survey asks is the same for every subject, and what
/// people wrote in it is for those who lead; so nothing is likened, and the other way round nothing is shown.
/// </summary>
internal static class RelatedResults
{
    /// <summary>Results at most.</summary>
    private const int Most = 2;

    /// <summary>Days for which a result is of lately.</summary>
    private const int Days = 60;

    /// <summary>What it tells on the status of records.</summary>
    public static RelatedSource Source { get; } = new(WaveLaunch.RecordKind, () => SurveysTexts.RelatedHeading, Find);

    /// <summary>Shows a result below the card that was pressed, as it stands in the channel, to those who may read it.</summary>
    public static ValueTask Open(TurnContext turn, CancellationToken ct)
    {
        var wave = turn.PressData.Whole(BallotButtons.WaveName) is { } id
            ? turn.Services.GetRequiredService<SurveyWaves>().Find(new(id))
            : null;
        if (wave is not null && turn.Services.GetRequiredService<ResultReaders>() is var readers && !readers.MayRead(wave))
        {
            readers.NoteRefusal(wave);
            wave = null;
        }

        if (wave is null) turn.Tell(SurveysTexts.ResultNotThere);
        else turn.ShowBelow(turn.Services.GetRequiredService<SurveyDesk>().Post(wave));
        return default;
    }

    private static List<RelatedLine> Find(IServiceProvider services, RelatedQuestion question)
    {
        if (question.Team is not { } team) return [];
        var (waves, readers) = (services.GetRequiredService<SurveyWaves>(), services.GetRequiredService<ResultReaders>());
        var since = services.GetRequiredService<Actor>().Now.AddDays(-Days);
        return [.. waves.ReleasedAfter(team, since, Most).Where(readers.MayRead).Select(wave => Line(wave, waves.NameOf(wave)))];
    }

    private static RelatedLine Line(Wave wave, string name) => new(
        name, Wording.Say(SurveysTexts.ReleasedOn, Moment.Day(wave.ReleasedAt!.Value)),
        SurveyCards.Button(SurveysTexts.ShowResult, SurveyPress.Read, wave));
}
