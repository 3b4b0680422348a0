using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>What the form of a step shows of a review, as far as its reader may see it at that moment.</summary>
internal sealed record ReviewForm(string? Title = null)
{
    /// <summary>Until when answers are waited for, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the reader answered before; null for nothing.</summary>
    public ReviewWords? Own { get; init; }
}

/// <summary>What the form of an action shows of the answer that it comes from.</summary>
internal sealed record FollowForm(string Words = "");

/// <summary>What the dialogs of the steps look at and do.</summary>
internal sealed class ReviewDesk(
    Session session, Actor actor, ReviewGuard guard, ReviewChange change, RecordPlaces places, KnownConversations conversations)
{
    /// <summary>Why the one who acts may not take a step; null where they may.</summary>
    public ChangeResult<ReviewForm> Look(long number, ReviewStep step) => new(number, guard.Allowed(number, step).Refusal);

    /// <summary>What the form of a step shows.</summary>
    public ChangeResult<ReviewForm> Shown(long number, ReviewStep step)
    {
        if (ReviewRows.Find(session, number) is not { } review || !guard.May(step, review)) return new(number, Present: new());
        return new(number, Present: new(review.Title)
        {
            Until = review.AnswersUntil,
            Own = step is ReviewStep.Answer && actor.Id is { } me ? ReviewPeople.Own(session, number, me) : null,
        });
    }

    /// <summary>Keeps what somebody answers; what comes too late is said back to them, so that they have it.</summary>
    public ChangeResult<ReviewForm> Answer(long number, ReviewWords words)
    {
        var refusal = change.Answer(number, words);
        if (refusal is not null && actor.Find() is { } me && conversations.PersonalChat(me, actor.ServiceUrl) is { } chat)
        {
            places.Say(chat, () => AnswerReview.SaidBack(words));
        }

        return new(number, refusal);
    }

    /// <summary>Calls it off.</summary>
    public ChangeResult<ReviewForm> Cancel(long number, WhyCancelled why, RequestOrigin origin) =>
        new(number, change.Cancel(number, why.Reason?.Trim() is { Length: > 0 } reason ? reason : null, origin));

    /// <summary>The top of the form of a step: which step, and what the review is called.</summary>
    public static Element[] Top(string heading, long number, ReviewForm shown) =>
    [
        Heading(Titled(heading, number)),
        .. shown.Title is { } title ? [Text(title)] : Array.Empty<Element>(),
    ];

    /// <summary>The heading of a form, with the number of the review.</summary>
    public static string Titled(string heading, long number) => Wording.Say(heading, ReviewKind.Definition.Labels.Of(number));

    /// <summary>A complaint about a text that is too long.</summary>
    public static Problems TooLong(string input, string? text, int most) => Problems.None.When(
        text?.Length > most, input, Wording.Say(ReviewTexts.TooLong, text?.Length, most));

    /// <summary>The end of a dialog with a sentence.</summary>
    public static Ending Refused(string why) => Ending.With(Card(why, Text(why)));
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ReviewWish))]
[JsonSerializable(typeof(ReviewPresent))]
[JsonSerializable(typeof(ChangeResult<ReviewPresent>))]
[JsonSerializable(typeof(WhichTeam))]
[JsonSerializable(typeof(NewReview))]
[JsonSerializable(typeof(ChangeResult<ReviewForm>))]
[JsonSerializable(typeof(ReviewWords))]
[JsonSerializable(typeof(WhyCancelled))]
[JsonSerializable(typeof(FollowForm))]
[JsonSerializable(typeof(ChangeResult<FollowForm>))]
[JsonSerializable(typeof(NewActionWords))]
internal sealed partial class ReviewsJson : JsonSerializerContext;
