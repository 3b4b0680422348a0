using Improvement.Bot.Actions.Steps;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Actions.Cards;

/// <summary>The cards of action items for the gallery, with people and work that are made up.</summary>
internal static class ActionSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly ActionStep[] OfOwner =
        [ActionStep.Start, ActionStep.Finish, ActionStep.Block, ActionStep.MoveDate, ActionStep.Reassign, ActionStep.Cancel];

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        .. Cards(say),
        .. Forms(say),
        new("action-line", "Reminder two days before", () => NoticeCards.Of([Line(say, 2)])),
        new("action-line-late", "Reminder of one that is late", () => NoticeCards.Of([Line(say, -5)])),
        new("action-lines", "The reminders of a day", () => NoticeCards.Of([Line(say, 2), Line(say, 0), Line(say, -5)])),
        new(
            "action-lines-many", "The reminders of a day on which there are many",
            () => NoticeCards.Of([.. Enumerable.Range(0, 14).Select(day => Line(say, 2 - day))])),
    ];

    private static IEnumerable<GallerySample> Cards(SampleVoice say) =>
    [
        new(
            "action-proposed", "Waits for a lead, in the channel",
            () => Card(Open(say) with { State = ActionState.Proposed }, ActionStep.Approve, ActionStep.Decline)),
        new("action-open", "To do, in the chat of its owner", () => Card(Open(say), OfOwner)),
        new(
            "action-nobodys", "To do, and nobody’s yet, for a lead",
            () => Card(
                Open(say) with { Owner = null, OwnerName = null },
                ActionStep.Take, ActionStep.MoveDate, ActionStep.Reassign, ActionStep.Decline, ActionStep.Cancel)),
        new(
            "action-blocked", "Blocked, in the chat of its owner",
            () => Card(Blocked(say), [.. OfOwner.Where(step => step is not ActionStep.Block)])),
        new("action-done", "Done, for somebody who may verify it", () => Card(Done(say), ActionStep.Verify, ActionStep.NotDone)),
        new("action-verified", "Status of one that is verified", () => ActionCards.Of(Verified(say))),
        new(
            "action-declined", "Declined by a lead",
            () => Card(Open(say) with { State = ActionState.Declined, EndedBecause = say("The old export goes away in April") })),
        new("action-outline", "For somebody outside the team", () => ActionCards.Outline(Open(say), back: null)),
        new("action-hidden", "Where it may not be seen", () => ActionCards.Hidden(Open(say))),
    ];

    private static IEnumerable<GallerySample> Forms(SampleVoice say)
    {
        var shown = new ActionForm(Open(say).Title)
        {
            DueDate = new(2026, 3, 9),
            Today = new(2026, 3, 2),
            Members = [new(say("Bao Nguyen"), "2"), new(say("Chris Okafor"), "3")],
        };
        yield return new("action-finish", "Form of what is done", () => Drawn(FinishAction.Form(7, shown)));
        yield return new("action-not-done", "Form of what is missing", () => Drawn(TakeBackAction.Form(7, shown)));
        yield return new("action-block", "Form of what stands in the way", () => Drawn(BlockAction.Form(7, shown)));
        yield return new("action-move", "Form of another date", () => Drawn(MoveDueDate.Form(7, shown)));
        yield return new("action-reassign", "Form of another owner", () => Drawn(ReassignAction.Form(7, shown)));
        yield return new(
            "action-reassign-typed", "The same in a large team", () => Drawn(ReassignAction.Form(7, shown with { Members = [] })));
        yield return new("action-decline", "Form of a lead who declines it", () => Drawn(EndAction.DeclineForm(7, shown)));
        yield return new("action-cancel", "Form of what is not needed any more", () => Drawn(EndAction.CancelForm(7, shown)));
    }

    private static NoticeLine Line(SampleVoice say, int days) => new(ActionKind.Id(7), ActionReminders.Line(Open(say), days));

    private static Card Card(ActionItem item, params ActionStep[] steps) => ActionCards.Of(new(item, "ERR-12", steps));

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);

    private static ActionItem Open(SampleVoice say) =>
        new(7, 1, new(1), ActionState.Open, say("Check the date of the folder before the export starts"))
        {
            Origin = new("error", 12),
            TeamName = say("Operations"),
            Owner = new(1),
            OwnerName = say("Alex Rivera"),
            Type = ActionType.Corrective,
            Strength = ActionStrength.Strong,
            IsMandatory = true,
            NeedsVerifier = true,
            DueAt = Now.AddDays(7),
            DefinitionOfDone = say("The job stops with a message when the folder is older than a day."),
            ExpectedEffect = say("No customer gets an old file; today it happens twice a month."),
            CreatedAt = Now,
        };

    private static ActionItem Blocked(SampleVoice say) => Open(say) with
    {
        State = ActionState.Blocked, BlockedBecause = say("The test system is down until Thursday"),
    };

    private static ActionItem Done(SampleVoice say) => Open(say) with
    {
        State = ActionState.Done,
        Evidence = say("Run 4711 stopped on the folder of Friday:") + " https://example.com/runs/4711",
        EffortHours = 3.5,
    };

    private static ActionSight Verified(SampleVoice say) => new(
        Done(say) with { State = ActionState.Verified, Verifier = new(2), VerifierName = say("Bao Nguyen") }, "ERR-12", [])
    {
        Effect = CommandButton.Staying(say("Its effect"), "/effect ACT-7"),
        History =
        [
            new(Now, say("Lea Winter"), "created", null, new(3)),
            new(Now.AddDays(1), say("Alex Rivera"), "started", null, new(1)),
            new(
                Now.AddDays(2), say("Alex Rivera"), "blocked",
                EventData.Of(("reason", say("The test system is down until Thursday"))), new(1)),
            new(Now.AddDays(4), say("Alex Rivera"), "finished", null, new(1)),
            new(Now.AddDays(5), say("Bao Nguyen"), "verified", null, new(2)),
        ],
    };
}
