using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary><c>/survey</c>: what one is asked, and for those who lead what is open, what came out, and <em>Launch a pulse</em>.</summary>
internal static class SurveyCommand
{
    /// <summary>The command.</summary>
    public const string Name = "survey";

    private const int MostResults = 3, MostOpen = 5;

    /// <summary>The command; words after it are answers to a survey with names.</summary>
    public static async ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        if (argument.Trim().Length > 0) await Typed(turn, argument, ct);
        else turn.SayPrivately(OutgoingActivity.Of(Overview(turn)));
    }

    /// <summary>The button that ends a survey, for whoever leads all of its teams or one of them.</summary>
    public static ValueTask Ended(TurnContext turn, CancellationToken ct)
    {
        var surveys = turn.Services.GetRequiredService<SurveyRows>();
        var survey = turn.PressData.Whole(SurveyPress.SurveyName) is { } id ? surveys.Find(new(id)) : null;
        if (survey is null || !survey.Plan.Teams.Any(turn.Services.GetRequiredService<SurveyAccess>().Leads))
        {
            turn.Tell(survey is null ? SurveysTexts.Gone : SurveysTexts.OnlyLeadsLaunch);
            return default;
        }

        turn.Write(_ =>
        {
            surveys.End(survey.Id);
            turn.Services.GetRequiredService<RecordEvents>().Append(new(WaveLaunch.RecordKind, survey.Id.Value, null), "ended");
            return default;
        });
        turn.Tell(SurveysTexts.SeriesEnded);
        return default;
    }

    private static async ValueTask Typed(TurnContext turn, string text, CancellationToken ct)
    {
        if (turn.Activity.Conversation.Kind is not ConversationKind.Personal)
        {
            turn.Tell(SurveysTexts.OnlyInOwnChat);
            return;
        }

        var open = OpenFor(turn);
        if (open.FirstOrDefault(wave => wave.Mode is not SurveyMode.Anonymous) is not { } wave)
        {
            turn.SayPrivately(OutgoingActivity.Of(SurveyCards.Sentence(open is [] ? SurveysTexts.NothingOpen : SurveysTexts.NotTyped)));
            return;
        }

        var look = turn.Services.GetRequiredService<SurveyLooks>().Of(wave);
        var typed = TypedAnswers.Read(look.Items, text);
        var (answers, problems) = SurveyAnswers.Read(look.Items, typed);
        if (answers is null) turn.SayPrivately(OutgoingActivity.Of(SurveyCard.Of(look, typed, problems)));
        else await SurveyPress.Cast(turn, wave, NamedAnswers.Of(answers), objects: false, ct);
    }

    private static IReadOnlyList<Wave> OpenFor(TurnContext turn) => turn.Services.GetRequiredService<Actor>().Id is { } me
        ? [.. turn.Services.GetRequiredService<SurveyWaves>().OpenFor(me).Where(wave => wave.ClosesAt > turn.Now)]
        : [];

    private static Card Overview(TurnContext turn)
    {
        var access = turn.Services.GetRequiredService<SurveyAccess>();
        var theirs = access.Theirs;
        return Card(
            SurveysTexts.OverviewHeading,
            [
                Heading(SurveysTexts.OverviewHeading),
                .. Mine(turn),
                .. HasNotes(turn) ? NoteCards.AskForCode() : [],
                .. theirs is [] ? [] : Led(turn, theirs),
                theirs is []
                    ? null
                    : Buttons(ExecuteAction.Of(SurveysTexts.Launch, SurveyPress.Launch) with { Style = ActionStyle.Positive }),
            ]);
    }

    private static bool HasNotes(TurnContext turn) =>
        turn.Activity.Conversation.Kind is ConversationKind.Personal && turn.Services.GetRequiredService<Actor>().Id is { } me
        && turn.Services.GetRequiredService<ReleaseReader>().HasNotes(me);

    private static IEnumerable<Element?> Mine(TurnContext turn)
    {
        var looks = turn.Services.GetRequiredService<SurveyLooks>();
        var open = OpenFor(turn);
        if (open is []) yield return Text(SurveysTexts.NothingOpen);
        foreach (var wave in open.Take(MostOpen))
        {
            var look = looks.Of(wave);
            yield return Text(Say(
                SurveysTexts.OpenLine, look.Name, look.Team, SurveyCard.NameOf(look.Mode), Moment.DayAndTime(look.ClosesAt)));
            yield return turn.Activity.Conversation.Kind is ConversationKind.Personal
                ? InvokeButtons(ExecuteAction.Of(SurveysTexts.Answer, SurveyPress.Open, (BallotButtons.WaveName, look.Wave)))
                : Hint(SurveysTexts.OnlyInOwnChat);
        }
    }

    private static IEnumerable<Element?> Led(TurnContext turn, IReadOnlyList<Team> theirs)
    {
        var (waves, looks) = (turn.Services.GetRequiredService<SurveyWaves>(), turn.Services.GetRequiredService<SurveyLooks>());
        TeamId[] teams = [.. theirs.Select(team => team.Id)];
        var (open, ended) = (waves.OpenOf(teams), waves.EndedOf(teams, MostResults));
        yield return Subheading(SurveysTexts.LedHeading) with { Separator = true };
        foreach (var wave in open.Take(MostOpen))
        {
            yield return Text(Say(
                SurveysTexts.LedOpen, waves.NameOf(wave), looks.WhoseOf(wave), WordsOf(wave.Band), Moment.DayAndTime(wave.ClosesAt)));
        }

        foreach (var survey in ToCome(turn, theirs).Take(MostOpen))
        {
            yield return Text(Say(
                SurveysTexts.LedToCome, SurveyTemplates.Newest.First(template => template.Id == survey.Plan.Template).Name(),
                SurveysTexts.ResourceManager.GetString($"Cadence.{survey.Plan.Cadence}"), Moment.DayAndTime(survey.NextDueAt!.Value)));
            yield return Buttons(ExecuteAction.Of(SurveysTexts.EndIt, SurveyPress.End, (SurveyPress.SurveyName, survey.Id.Value)));
        }

        foreach (var wave in ended)
        {
            yield return Text(Say(SurveysTexts.LedEnded, waves.NameOf(wave), looks.WhoseOf(wave), SurveyCards.WordsOf(wave.State)));
            yield return Buttons(SurveyCards.Button(SurveysTexts.ShowResult, SurveyPress.Result, wave));
        }
    }

    private static IEnumerable<Survey> ToCome(TurnContext turn, IEnumerable<Team> theirs) => theirs
        .SelectMany(team => turn.Services.GetRequiredService<SurveyRows>().ToCome(team.Id)).DistinctBy(survey => survey.Id);

    private static string WordsOf(ResponseBand? band) => band switch
    {
        ResponseBand.MoreThanThreeQuarters => SurveysTexts.Band_MoreThanThreeQuarters,
        ResponseBand.MoreThanHalf => SurveysTexts.Band_MoreThanHalf,
        ResponseBand.UpToHalf => SurveysTexts.Band_UpToHalf,
        _ => SurveysTexts.Band_None,
    };
}
