using System.Collections.Immutable;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>A reply to a comment, as people read it.</summary>
/// <param name="Author">The name of who wrote it.</param>
/// <param name="Words">Null for thanks.</param>
/// <param name="ShownAt">From when on the author of the comment can read it.</param>
internal sealed record ShownReply(string Author, string? Words, DateTimeOffset ShownAt);

/// <summary>A comment with the replies to it.</summary>
internal sealed record ShownNote(ShownComment Comment, ImmutableArray<ShownReply> Replies);

/// <summary>Comments as those who lead read and answer them, and replies as the author of a comment reads them.</summary>
internal static class NoteCards
{
    /// <summary>Comments on a page.</summary>
    public const int PerPage = 5;

    /// <summary>The member of a button's data with the id of a comment.</summary>
    public const string CommentName = "comment";

    /// <summary>The input for the code.</summary>
    public const string CodeName = "code";

    private const string CodePart = "note";

    private const int LongestReplyInList = 300;

    /// <summary>The comments, each by itself: nothing says who wrote which, or which two are of one person.</summary>
    public static Card Comments(SurveyLook survey, ListPage<ShownNote> page, CardAction back)
    {
        var heading = Say(SurveysTexts.CommentsHeading, survey.Name, survey.Team);
        return Card(
            heading,
            [
                Heading(heading),
                page.All is 0 ? Text(SurveysTexts.CommentsNone) : Hint(SurveysTexts.CommentsHint),
                page.IsOnly ? null : Hint(page.Position),
                .. survey.Items.Where(item => item.IsText).SelectMany(item => OfItem(survey, item, page)),
                Buttons(
                    page.Previous(SurveyPress.Comments, (BallotButtons.WaveName, survey.Wave)),
                    page.Next(SurveyPress.Comments, (BallotButtons.WaveName, survey.Wave)),
                    back),
            ]);
    }

    /// <summary>Where a code is asked for, folded away.</summary>
    public static IEnumerable<Element> AskForCode() =>
    [
        Buttons(Unfold(SurveysTexts.NoteAsk, CodePart)),
        Folded(
            CodePart,
            Line(CodeName, SurveysTexts.NoteCode),
            Hint(SurveysTexts.NoteCodeHint),
            InvokeButtons(ExecuteAction.Of(SurveysTexts.NoteShow, SurveyPress.Note))),
    ];

    /// <summary>What is said to a code that leads to no comment, or to one too many; the code can be written again.</summary>
    public static Card Again(string words) => Card(
        words,
        Heading(SurveysTexts.NoteAsk),
        Warning(words),
        Line(CodeName, SurveysTexts.NoteCode),
        InvokeButtons(ExecuteAction.Of(SurveysTexts.NoteShow, SurveyPress.Note)));

    /// <summary>A comment and the replies that can be read by now, for whoever has its code.</summary>
    /// <param name="name">What the wave is called.</param>
    /// <param name="next">When the next replies can be read.</param>
    public static Card Replies(string name, ShownNote note, DateTimeOffset next)
    {
        var heading = Say(SurveysTexts.NoteHeading, note.Comment.Note);
        return Card(
            heading,
            [
                Heading(heading),
                Hint(name),
                Subheading(SurveysTexts.NoteYours),
                Text(note.Comment.Words),
                .. note.Replies.SelectMany(reply => new Element[]
                {
                    Subheading(reply.Author) with { Separator = true }, Text(reply.Words ?? SurveysTexts.NoteThanks),
                }),
                note.Replies is [] ? Text(SurveysTexts.NoteNoReply) with { Separator = true } : null,
                Hint(Say(SurveysTexts.NoteNext, Moment.DayAndTime(next))),
            ]);
    }

    private static IEnumerable<Element?> OfItem(SurveyLook survey, SurveyItem item, ListPage<ShownNote> page)
    {
        ShownNote[] own = [.. page.Items.Where(note => note.Comment.Item == item.Code)];
        if (own is []) yield break;
        yield return Subheading(item.Words());
        foreach (var note in own)
        {
            yield return Text(note.Comment.Words) with { Separator = true };
            if (!note.Comment.HasCode) continue;
            yield return Hint(Say(SurveysTexts.NoteNumber, note.Comment.Note));
            foreach (var reply in note.Replies) yield return Hint(LineOf(reply));
            yield return Buttons(
                note.Replies is [] ? Button(SurveysTexts.NoteThank, SurveyPress.Thank) : null,
                Button(SurveysTexts.NoteAnswer, SurveyPress.AnswerNote));

            ExecuteAction Button(string title, string verb) => ExecuteAction.Of(
                title, verb, (BallotButtons.WaveName, survey.Wave), (CommentName, note.Comment.Id), page.Here);
        }
    }

    private static string LineOf(ShownReply reply) => Say(
        SurveysTexts.NoteReplied, reply.Author, ShortText.Cut(reply.Words ?? SurveysTexts.NoteThanks, LongestReplyInList),
        Moment.DayAndTime(reply.ShownAt));
}
