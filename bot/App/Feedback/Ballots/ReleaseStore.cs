using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>Writes what may be shown of a wave, once. Who reads it is the release.</summary>
internal static class ReleaseStore
{
    /// <summary>Adds the numbers and bands.</summary>
    public static void AddTallies(Session session, WaveId wave, IEnumerable<ReleasedTally> tallies)
    {
        Value[][] rows =
        [
            .. tallies.Select(each => new Value[] { wave.Value, each.Item, each.Segment, each.Answer, each.Number, each.Band }),
        ];
        foreach (var batch in NewRows.InBatches(["wave", "item", "segment", "answer", "number", "band"], rows))
        {
            session.Statements.Execute($"INSERT INTO survey_tallies {batch}");
        }
    }

    /// <summary>Adds the texts, in the order of their ids.</summary>
    public static void AddComments(Session session, WaveId wave, IEnumerable<ReleasedComment> comments)
    {
        Value[][] rows =
        [
            .. comments.OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => new Value[]
            {
                wave.Value, each.Id, each.Item, each.Text.Body, each.Shown, each.Text.ClaimHash,
            }),
        ];
        foreach (var batch in NewRows.InBatches(["wave", "id", "item", "body", "shown", "claim_hash"], rows))
        {
            session.Statements.Execute($"INSERT INTO survey_comments {batch}");
        }
    }
}

/// <summary>A text that may be stored.</summary>
/// <param name="Shown">What others may see of it.</param>
internal sealed record ReleasedComment(string Id, string Item, WrittenText Text, string Shown);
