using System.Text.Json;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>Comments and what is answered to them: for those who lead, and for whoever has the code of one.</summary>
internal sealed class NoteDesk(
    ReleaseReader releases, NoteReplies replies, SurveyWaves waves, SurveyLooks looks, KnownPeople people, RecordEvents events,
    Actor actor)
{
    /// <summary>A page of the comments of a wave.</summary>
    public Card Comments(Wave wave, JsonElement pressed, CardAction back)
    {
        var (comments, given) = (releases.Comments(wave), replies.Of(wave.Id));
        // released once, so a place in the order is the same for ever
        var place = comments.Select((comment, at) => (comment.Id, comments.Count - at)).ToDictionary();
        ShownNote[] notes = [.. comments.Select(comment => new ShownNote(
            comment, [.. given.Where(reply => reply.Comment == comment.Id).Select(Shown)]))];
        return NoteCards.Comments(
            looks.Of(wave), ListPage<ShownNote>.Of(notes, note => place[note.Comment.Id], NoteCards.PerPage, pressed), back);
    }

    /// <summary>What whoever has a code reads; nothing is kept of it.</summary>
    public Card Replies(string? code, DateTimeOffset now)
    {
        if (ClaimCode.HashOf(code) is not { } hash) return NoteCards.Again(SurveysTexts.NoteNoCode);
        if (releases.CommentOf(hash) is not var (id, comment) || waves.Find(id) is not { } wave)
        {
            return NoteCards.Again(SurveysTexts.NoteGone);
        }

        var readable = replies.Of(id).Where(reply => reply.Comment == comment.Id && reply.ShownAt <= now).Select(Shown);
        return NoteCards.Replies(waves.NameOf(wave), new(comment, [.. readable]), NoteReplies.NextBatch(now));
    }

    /// <summary>A comment that can be answered; null where there is none.</summary>
    public ShownComment? Find(Wave wave, string? comment) =>
        releases.Comments(wave).FirstOrDefault(each => each.Id == comment && each.HasCode);

    /// <summary>Keeps a reply; only while a commit runs.</summary>
    /// <param name="words">Null for thanks.</param>
    /// <param name="origin">The dialog that it came by; null for a press.</param>
    public void Keep(Wave wave, ShownComment comment, string? words, RequestOrigin? origin)
    {
        replies.Add(wave.Id, comment.Id, actor.FindOrKeep(), words, actor.Now);
        events.Append(new(WaveLaunch.RecordKind, wave.Id.Value, wave.Team), "replied", origin);
    }

    private ShownReply Shown(NoteReply reply) => new(
        reply.Author is { } author && people.Find(author) is { } person ? person.ShownName : SurveysTexts.Somebody, reply.Words,
        reply.ShownAt);
}
