using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// The buttons with which people answer. Their turns leave no trace, so what they bring is in the box, or in the responses of a survey with
/// names, and nowhere else.
/// </summary>
internal static class SurveyPress
{
    /// <summary>Shows what is asked.</summary>
    public const string Open = "survey.open";

    /// <summary>Sends after its author has seen the words as others will.</summary>
    public const string Confirm = "survey.confirm";

    /// <summary>Shows what was answered to the comment of a code.</summary>
    public const string Note = "survey.note";

    /// <summary>Thanks for a comment.</summary>
    public const string Thank = "survey.thank";

    /// <summary>Answers a comment.</summary>
    public const string AnswerNote = "survey.answer";

    /// <summary>Shows a result as its channel reads it, to whoever may read it.</summary>
    public const string Read = "survey.read";

    /// <summary>Shows a result.</summary>
    public const string Result = "survey.result";

    /// <summary>Posts a result in the channel.</summary>
    public const string Post = "survey.post";

    /// <summary>Says what those who lead do about it.</summary>
    public const string Reply = "survey.reply";

    /// <summary>Asks those who answered what matters most.</summary>
    public const string Ask = "survey.ask";

    /// <summary>Shows how to talk about it.</summary>
    public const string Guide = "survey.guide";

    /// <summary>Shows the comments.</summary>
    public const string Comments = "survey.comments";

    /// <summary>Shows answers with names.</summary>
    public const string Names = "survey.names";

    /// <summary>Sets up a survey.</summary>
    public const string Launch = "survey.launch";

    /// <summary>Ends a survey: no further wave of it begins.</summary>
    public const string End = "survey.end";

    /// <summary>The member of a button's data with the number of a survey.</summary>
    public const string SurveyName = "survey";

    /// <summary>Adds those with which people answer.</summary>
    public static BotRoutes MapBallots(this BotRoutes routes) => routes
        .Press(Open, Opened, reads: true, unrecorded: true)
        .Press(BallotButtons.Send, (turn, ct) => Send(turn, isSeen: false, ct), unrecorded: true)
        .Press(Confirm, (turn, ct) => Send(turn, isSeen: true, ct), unrecorded: true)
        .Press(BallotButtons.Object, Objected, unrecorded: true)
        .Press(Note, Noted, reads: true, unrecorded: true)
        .Press(BallotButtons.Prove, Proven);

    // Below, so that nothing is lost that was filled in.
    private static ValueTask Proven(TurnContext turn, CancellationToken ct)
    {
        var wave = turn.PressData.Whole(BallotButtons.WaveName) is { } id
            ? turn.Services.GetRequiredService<SurveyWaves>().Find(new(id))
            : null;
        turn.ShowBelow(ProveItCard.Of(new(
            wave?.PolicyHash, turn.Services.GetRequiredService<KeyFolder>().Path,
            turn.Services.GetRequiredService<KeyFolderCheck>().Problem, BoxAudit.Latest)));
        return default;
    }

    private static ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        if (Asked(turn) is { } wave) Show(turn, SurveyCard.Of(LookOf(turn, wave)));
        return default;
    }

    private static ValueTask Noted(TurnContext turn, CancellationToken ct)
    {
        if (!IsInOwnChat(turn)) return default;
        Show(turn, turn.Services.GetRequiredService<NoteGuesses>().Count(turn.Activity.Conversation.Id)
            ? turn.Services.GetRequiredService<NoteDesk>().Replies(Values.From(turn.PressData)[NoteCards.CodeName], turn.Now)
            : NoteCards.Again(SurveysTexts.NoteTooOften));
        return default;
    }

    private static async ValueTask Send(TurnContext turn, bool isSeen, CancellationToken ct)
    {
        if (Asked(turn) is not { } wave) return;
        var (look, typed) = (LookOf(turn, wave), Values.From(turn.PressData));
        var (answers, problems) = SurveyAnswers.Read(look.Items, typed);
        if (answers is null) Show(turn, SurveyCard.Of(look, typed, problems));
        else if (!isSeen && look.Mode is not SurveyMode.Attributed && !answers.Written.IsEmpty)
        {
            var names = turn.Services.GetRequiredService<AskedNames>().Of(wave.Id);
            var shown = answers.Written.ToDictionary(text => text.Key, text => ShownText.Of(text.Value, names));
            Show(turn, SurveyCards.Preview(look, SurveyCard.Of(look, typed, Problems.None), shown));
        }
        else await Cast(turn, wave, NamedAnswers.Of(answers), objects: false, ct);
    }

    private static ValueTask Objected(TurnContext turn, CancellationToken ct) =>
        Asked(turn) is { } wave ? Cast(turn, wave, NamedAnswers.None, objects: true, ct) : default;

    /// <summary>Counts an answer, whatever the mode is, and says what became of it.</summary>
    internal static async ValueTask Cast(TurnContext turn, Wave wave, NamedAnswers answers, bool objects, CancellationToken ct)
    {
        if (turn.Services.GetRequiredService<Actor>().Id is not { } me)
        {
            Show(turn, CardOf(turn, wave, CastOutcome.NotInvited, objects));
        }
        else if (wave.Mode is SurveyMode.Anonymous)
        {
            // for everybody, whether they wrote something or not
            var codes = WavePolicy.Of(wave).Items.Where(item => item.IsText).ToDictionary(item => item.Code, _ => ClaimCode.New());
            var outcome = await turn.Services.GetRequiredService<BallotBox>().Cast(wave.Id, BallotOf(me, answers, objects, codes), ct);
            Show(turn, CardOf(turn, wave, outcome, objects, codes));
        }
        else
        {
            turn.Write(writer =>
            {
                var outcome = turn.Services.GetRequiredService<NamedResponses>().Add(wave.Id, me, answers, objects);
                var card = CardOf(turn, wave, outcome, objects);
                if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(card);
                else writer.Enqueue(new(OutboxKind.Say, turn.Here) { Body = OutgoingActivity.Of(card).ToJson() });
                return default;
            });
        }
    }

    private static Ballot BallotOf(PersonId person, NamedAnswers answers, bool objects, Dictionary<string, string> codes) => new(
        person,
        answers.Counted.GroupBy(each => each.Item)
            .ToDictionary(item => item.Key, item => item.Select(each => each.Answer).ToImmutableArray()),
        answers.Written.ToDictionary(text => text.Key, text => new WrittenText(text.Value, ClaimCode.HashOf(codes[text.Key]))), objects);

    private static Card CardOf(
        TurnContext turn, Wave wave, CastOutcome outcome, bool objects, IReadOnlyDictionary<string, string>? codes = null)
    {
        var look = LookOf(turn, wave);
        return outcome switch
        {
            CastOutcome.Counted when objects => SurveyCard.Objected(look),
            CastOutcome.Counted => SurveyCard.Counted(look, codes),
            CastOutcome.AlreadyCounted => SurveyCard.AlreadyCounted(look),
            CastOutcome.NotInvited => SurveyCards.Sentence(SurveysTexts.NotInvited),
            CastOutcome.Void => SurveyCards.Sentence(SurveysTexts.State_Void),
            CastOutcome.KeyMissing => SurveyCards.Sentence(SurveysTexts.KeyMissing),
            CastOutcome.Empty => SurveyCards.Sentence(ItemTexts.Nothing),
            CastOutcome.Malformed => SurveyCards.Sentence(ItemTexts.NotOffered),
            _ => SurveyCards.Sentence(SurveysTexts.Closed),
        };
    }

    // What the answer to an invoke shows is not kept by the channel.
    private static void Show(TurnContext turn, Card card)
    {
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(card);
        else turn.SayPrivately(OutgoingActivity.Of(card));
    }

    /// <summary>The wave whose button was pressed, in the chat of one person alone.</summary>
    private static Wave? Asked(TurnContext turn)
    {
        if (!IsInOwnChat(turn)) return null;
        var wave = turn.PressData.Whole(BallotButtons.WaveName) is { } id
            ? turn.Services.GetRequiredService<SurveyWaves>().Find(new(id))
            : null;
        if (wave is null) turn.Tell(SurveysTexts.Gone);
        else if (wave.State is not WaveState.Open || wave.ClosesAt <= turn.Now)
        {
            Show(turn, SurveyCards.Ended(
                LookOf(turn, wave), wave, turn.Services.GetRequiredService<SurveyReplies>().Of(wave.Id),
                turn.Services.GetRequiredService<ReleaseReader>().HasNotes(wave.Id)));
            return null;
        }

        return wave;
    }

    private static bool IsInOwnChat(TurnContext turn)
    {
        var isOwn = turn.Activity.Conversation.Kind is ConversationKind.Personal;
        if (!isOwn) turn.Tell(SurveysTexts.OnlyInOwnChat);
        return isOwn;
    }

    private static SurveyLook LookOf(TurnContext turn, Wave wave) => turn.Services.GetRequiredService<SurveyLooks>().Of(wave);
}
