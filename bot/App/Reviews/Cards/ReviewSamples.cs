using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Steps;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Reviews.Cards;

/// <summary>The cards of reviews for the gallery, with people and work that are made up.</summary>
internal static class ReviewSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly PersonId Author = new(1), Asked = new(2), Absent = new(4);

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) => [.. Forms(say), .. Collecting(say), .. Over(say), .. Told(say)];

    /// <summary>What the forms that begin one show.</summary>
    public static ReviewPresent Present(SampleVoice say) => new()
    {
        Title = say("Parcels left with the wrong labels"), About = "ERR-12",
        Teams = [new(1, say("Dispatch")), new(2, say("Returns"))],
        People = [new(2, say("Bao Nguyen")), new(3, say("Chris Okafor")), new(4, say("Dana Kim"))],
    };

    /// <summary>What the forms of its steps show.</summary>
    public static ReviewForm Shown(SampleVoice say) =>
        new(say("Parcels left with the wrong labels")) { Until = Now.AddDays(1), Own = Words(say, 0) };

    private static IEnumerable<GallerySample> Forms(SampleVoice say) =>
    [
        new("review-begin", "Form of whoever begins one", () => Drawn(BeginReview.Form(Present(say)))),
        new("review-begin-team", "Which of several teams", () => Drawn(BeginReview.TeamForm(Present(say)))),
        new("review-answer", "Form of somebody who changes their answers", () => Drawn(AnswerReview.Form(3, Shown(say)))),
        new("review-cancel", "Form of whoever calls it off", () => Drawn(CancelReview.Form(3, Shown(say)))),
        new("review-action", "Form of an action", () => Drawn(MakeAction.Form(new(Words(say, 1).Change!)))),
        new("review-said-back", "What came too late, for whoever wrote it", () => AnswerReview.SaidBack(Words(say, 0))),
    ];

    private static IEnumerable<GallerySample> Collecting(SampleVoice say) =>
    [
        new(
            "review-asked", "Asked to answer, in one's own chat",
            () => ReviewCards.Of(Sight(say, Asked, ReviewStep.Answer, ReviewStep.Decline))),
        new(
            "review-begun", "For whoever began it and has answered",
            () => ReviewCards.Of(Sight(say, Author, ReviewStep.Answer, ReviewStep.Cancel))),
        new(
            "review-status", "Status while answers are collected, for a lead who takes no part",
            () => ReviewCards.Of(Sight(say, new(9), ReviewStep.Cancel) with
            {
                History =
                [
                    new(Now, say("Alex Rivera"), "started", null, Author), new(Now.AddHours(1), null, "answered", null, null),
                    new(Now.AddHours(2), null, "declined", null, null), new(Now.AddHours(3), null, "answered", null, null),
                ],
            })),
        new("review-declined", "For somebody who cannot take part", () => ReviewCards.Of(Sight(say, Absent, ReviewStep.Answer))),
        new("review-outline", "For somebody outside", () => ReviewCards.Outline(Review(say), back: null)),
        new("review-hidden", "Where it may not be seen", () => ReviewCards.Hidden(Review(say))),
    ];

    private static IEnumerable<GallerySample> Over(SampleVoice say) =>
    [
        new("review-shown", "The answers side by side", () => ReviewCards.Of(Board(say, people: 3, repeat: 1))),
        new(
            "review-shown-long", "The long answers of eight people, shortened",
            () => ReviewCards.Of(Board(say, people: 8, repeat: 9))),
        new(
            "review-page", "All answers to one question",
            () => ReviewBoard.Page(Board(say, people: 8, repeat: 9), ReviewQuestion.Change, default)),
        new("review-closed", "Closed", () => ReviewCards.Of(Board(say, people: 2, repeat: 1) with
        {
            Review = Review(say) with { State = ReviewState.Closed, ShownAt = Now.AddHours(5) }, Steps = [],
        })),
        new("review-unanswered", "Nobody answered in time", () => ReviewCards.Of(Sight(say, Author) with
        {
            Review = Review(say) with { State = ReviewState.Closed, About = null }, About = null,
        })),
        new("review-called-off", "Called off, for somebody who had answered", () => ReviewCards.Of(Sight(say, Author) with
        {
            Review = Review(say) with { State = ReviewState.Cancelled, EndedBecause = say("We talk it over on Friday instead") },
            Own = Words(say, 0),
        })),
    ];

    private static IEnumerable<GallerySample> Told(SampleVoice say)
    {
        NoticeLine Line(string words) => new(ReviewKind.Id(3), Wording.Say(words, "REV-3", Review(say).Title, say("Alex Rivera")));
        yield return new("review-line", "That all answers can be read", () => NoticeCards.Of([Line(ReviewTexts.ShownLine)]));
        yield return new(
            "review-lines", "Other sentences about reviews",
            () => NoticeCards.Of([Line(ReviewTexts.AskLine), Line(ReviewTexts.ReminderLine), Line(ReviewTexts.UnansweredLine)]));
        yield return new("review-offer", "On an error that is closed, and on one that was looked back at", () => Draw.Card(
            Review(say).Title, Draw.Text(Review(say).Title),
            Draw.Buttons(
                ReviewButtons.BeginAbout(new("error", 12), team: null),
                CommandButton.Staying(Wording.Say(ReviewTexts.OpenReview, "REV-3"), "/status REV-3"))));
    }

    private static Review Review(SampleVoice say) =>
        new(3, 1, Author, ReviewState.Collecting, say("Parcels left with the wrong labels"), Now.AddDays(1))
        {
            About = new("error", 12), Team = new(1), TeamName = say("Dispatch"), AuthorName = say("Alex Rivera"), CreatedAt = Now,
        };

    private static ReviewSight Sight(SampleVoice say, PersonId reader, params ReviewStep[] steps) => new(
        Review(say), "ERR-12",
        [
            new(1, Author, say("Alex Rivera"), Now.AddHours(1), null), new(2, Asked, say("Bao Nguyen"), null, null),
            new(3, new(3), say("Chris Okafor"), Now.AddHours(3), null), new(4, Absent, say("Dana Kim"), null, Now.AddHours(2)),
        ],
        steps) { Reader = reader };

    private static ReviewSight Board(SampleVoice say, int people, int repeat)
    {
        string[] names = ["Alex Rivera", "Bao Nguyen", "Chris Okafor", "Dana Kim", "Eli Santos", "Fay Moreau", "Gil Adler", "Hana Sato"];
        var answers = names.Take(people).Select((name, at) => new ReviewAnswer(at + 1, say(name), Words(say, at, repeat))).ToList();
        return new(
            Review(say) with { State = ReviewState.Shown, ShownAt = Now.AddHours(5) }, "ERR-12",
            [.. answers.Select(each => new Participant(each.Part, new(each.Part), each.Name, Now.AddHours(1), null))],
            [ReviewStep.Follow, ReviewStep.Close])
        {
            Reader = Author,
            Answers = answers,
            Results =
            [
                (new(1, ReviewQuestion.Keep, "pattern", 7), "PAT-7"), (new(2, ReviewQuestion.Change, "action", 4), "ACT-4"),
            ],
        };
    }

    private static ReviewWords Words(SampleVoice say, int person, int repeat = 1)
    {
        string Long(string text) => say(string.Join(' ', Enumerable.Repeat(text, repeat)));
        return (person % 3) switch
        {
            0 => new(
                Long("Every parcel leaves with its own label."), Long("Twelve parcels had the label of the parcel before."),
                Long("The printer was changed at noon and nobody knew that it keeps one label back."),
                Long("Somebody noticed at the gate and stopped the van."), Long("A label is printed when its parcel is on the scale.")),
            1 => new(
                Long("The change of the printer is not felt at all."), Long("The first label of the afternoon was an old one."),
                Difference: null, Long("We called all twelve customers within the hour."),
                Long("Whoever changes a printer prints a test page.")),
            _ => new(Happened: Long("I saw the empty label and thought nothing of it."), Change: Long("An empty label is worth a shout.")),
        };
    }

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
