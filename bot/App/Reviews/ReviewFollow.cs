using System.Globalization;
using Improvement.Bot.Actions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Steps;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>An answer of which something is to be made, or why not.</summary>
/// <param name="Refusal">Why not; null where it may, and then the rest is there.</param>
internal sealed record FollowedAnswer(string? Refusal, Review? Review = null, string Words = "");

/// <summary>
/// What becomes of what is to be kept or changed: a pattern, an error, an action. Each is made once; whoever comes second reads what there
/// is.
/// </summary>
internal sealed class ReviewFollow(
    Session session, Actor actor, ReviewGuard guard, ReviewChange change, ActionItems actions, RecordKinds kinds)
{
    /// <summary>Hears what was made in a dialog of another slice.</summary>
    public static SeedListener Listener { get; } = new(
        ReviewKind.Name, (services, from, made) => services.GetRequiredService<ReviewFollow>().Hear(from, made));

    /// <summary>The answer of which the one who acts wants to make something.</summary>
    /// <param name="part">The id of the part of whoever answered.</param>
    public FollowedAnswer Find(long part, ReviewQuestion question)
    {
        if (ReviewPeople.ReviewOf(session, part) is not { } number) return new(ReviewTexts.NotFound);
        var (refusal, review) = guard.Allowed(number, ReviewStep.Follow);
        if (review is null) return new(refusal);
        if (WordsOf(review, part, question) is not { } words) return new(ReviewTexts.NotFound);
        return ReviewPeople.Results(session, number).FirstOrDefault(each => each.Part == part && each.Question == question) is { } made
            ? new(Wording.Say(ReviewTexts.MadeAlready, LabelOf(made)))
            : new(null, review, words);
    }

    /// <summary>Begins a record of a kind with the words of an answer; null where the kind cannot be begun so.</summary>
    public (Framework.Dialogs.DialogDefinition Dialog, System.Text.Json.JsonElement Given)? Begin(
        string kind, FollowedAnswer answer, long part, ReviewQuestion question) =>
        kinds.Named(kind)?.Beginning?.From?.Invoke(
            answer.Words, new(ReviewKind.Name, answer.Review!.Number, PartOf(part, question)) { IsRestricted = answer.Review.Restricted });

    /// <summary>Makes an action of what is to be changed; gives its number, or why not.</summary>
    public ChangeResult<FollowForm> MakeAction(long part, NewActionWords asked, RequestOrigin origin)
    {
        actor.FindOrKeep();
        var (refusal, review, _) = Find(part, ReviewQuestion.Change);
        if (review is null) return new(0, refusal);
        var done = asked.DefinitionOfDone?.Trim();
        var number = actions.Create(
            new(asked.Title.Trim(), ActionType.Corrective, ActionStrength.Medium)
            {
                Parent = ReviewKind.Id(review.Number), Team = review.Team, Restricted = review.Restricted,
                DefinitionOfDone = done is "" ? null : done,
            },
            origin);
        change.Follow(review, new(part, ReviewQuestion.Change, ActionKind.Name, number), origin);
        return new(number);
    }

    /// <summary>The label of what was made.</summary>
    public string LabelOf(ReviewResult made) =>
        kinds.Named(made.Kind)?.Labels.Of(made.Number) ?? made.Number.ToString(CultureInfo.InvariantCulture);

    private void Hear(RecordSeed from, RecordId made)
    {
        // the seed came by way of a dialog, so it is looked at again what whoever acts may do
        if (PartIn(from.Part) is not var (part, question) || ReviewPeople.ReviewOf(session, part) != from.Number) return;
        if (ReviewRows.Find(session, from.Number) is not { } review || !guard.May(ReviewStep.Follow, review)) return;
        if (WordsOf(review, part, question) is null) return;
        change.Follow(review, new(part, question, made.Kind.Name, made.Number), origin: null);
    }

    private string? WordsOf(Review review, long part, ReviewQuestion question) =>
        ReviewPeople.Answers(session, review.Number).FirstOrDefault(each => each.Part == part)?.Words.Of(question);

    private static string PartOf(long part, ReviewQuestion question) =>
        string.Create(CultureInfo.InvariantCulture, $"{question}:{part}");

    private static (long Part, ReviewQuestion Question)? PartIn(string text) =>
        text.Split(':') is [var name, var number] && Enum.TryParse<ReviewQuestion>(name, out var question)
            && (question is ReviewQuestion.Keep or ReviewQuestion.Change)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            ? (part, question)
            : null;
}
