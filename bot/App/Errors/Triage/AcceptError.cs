using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The answer of the form that accepts or assigns.</summary>
/// <param name="Owner">The chosen member; null for nobody yet.</param>
/// <param name="OwnerName">A typed name, which goes before the choice.</param>
/// <param name="Instead">Another decision, whose form comes next; null to accept.</param>
internal sealed record TriageAnswer(
    Severity Severity, string? Category = null, long? Owner = null, string? OwnerName = null, ErrorAction? Instead = null)
{
    /// <summary>How it was noticed, a code of the detection axis; empty for not known, null where the form did not ask.</summary>
    public string? Detection { get; init; }

    /// <summary>Hours that are lost each time; null for not known.</summary>
    public double? LossHours { get; init; }
}

/// <summary>
/// <em>Accept</em>: the error will be worked on. With one press, as the proposals say and without an owner yet; or by the form behind
/// <em>Next step …</em>, in which impact, kind and owner are changed first, and from which every other decision leads on.
/// </summary>
internal static class AcceptError
{
    /// <summary>Hours lost each time at most; more is a slip of the pen.</summary>
    private const double MostHours = 10_000;

    private static readonly (ErrorAction Action, DialogDefinition Dialog)[] Others =
    [
        (ErrorAction.AskInfo, AskReporter.Dialog),
        (ErrorAction.MarkDuplicate, MarkDuplicate.Dialog),
        (ErrorAction.Link, BelongTogether.Dialog),
        (ErrorAction.RemoveAccount, RemoveAccount.Dialog),
        (ErrorAction.RuleOut, RuleOut.Dialog),
        (ErrorAction.HandOver, HandOver.Dialog),
    ];

    /// <summary><em>Next step …</em> on a report that waits.</summary>
    public static readonly DialogDefinition Dialog = new(
        "accept-error", Conduct, TriageJson.Default, () => Card(TriageTexts.Help, Text(TriageTexts.Help)));

    /// <summary><em>Owner …</em></summary>
    public static readonly DialogDefinition Assign = TriageDialog.Of<TriageAnswer>(
        "assign-error", ErrorAction.Assign, (number, present) => Form(number, present, isNew: false), AssignWith, ErrorKind.LeadView,
        TriageNeeds.Members);

    /// <summary>One press: accepted as proposed; gives why not, or null.</summary>
    public static string? AsProposed(TriageSteps steps, long number) => steps.Take(number, ErrorAction.Accept, error =>
        new("accepted", () => Say(TriageTexts.LineAccepted, steps.Actor.Name))).Refusal;

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var number = dialog.Given<RecordNumber>()?.Number ?? 0; // no record has it, and that is what is said
        var found = await dialog.Look("report", (TriageSteps steps, CancellationToken _) => ValueTask.FromResult(LookAt(steps, number)));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var answer = await dialog.Ask("decision", () => Form(number, found.Present!, isNew: true));
        foreach (var (action, other) in Others)
        {
            if (answer.Instead == action) return await other.Script(dialog);
        }

        var decided = await dialog.Do("decided", (TriageSteps steps, CancellationToken _) =>
            ValueTask.FromResult(AcceptWith(steps, number, answer, new(dialog.Id, dialog.ShownAt))));
        return decided.Refusal is { } late
            ? Refused(late)
            : Ending.Showing(ErrorKind.Definition.Subject(number), ErrorKind.LeadView);
    }

    private static ChangeResult<TriagePresent> LookAt(TriageSteps steps, long number)
    {
        var found = steps.Look(number, ErrorAction.Accept, withMembers: true);
        if (found.Present is not { } present) return found;
        return found with { Present = present with { Others = steps.Permitted(number, Others.Select(each => each.Action)) } };
    }

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));

    /// <summary>The form; an error that is accepted already is assigned by the same questions.</summary>
    public static Form<TriageAnswer> Form(long number, TriagePresent present, bool isNew)
    {
        var heading = Say(isNew ? TriageTexts.AcceptHeading : TriageTexts.AssignHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                ErrorInputs.Severity with { Value = present.Severity.ToString() },
                ErrorInputs.Category with { Value = present.Category },
                ErrorInputs.Detection with { Value = present.Detection },
                Line(nameof(TriageAnswer.LossHours), TriageTexts.LossHours) with
                {
                    Value = present.LossHours?.ToString(CultureInfo.InvariantCulture), Placeholder = TriageTexts.LossHoursHint,
                },
                present.Members is [] ? null : Owners(present),
                Line(nameof(TriageAnswer.OwnerName), TriageTexts.OwnerTyped),
                OtherDecisions(present)),
            answer => Problems.None.When(
                answer is { Instead: null, OwnerName.Length: > 0 } && Owner(present, answer) is null, nameof(TriageAnswer.OwnerName),
                TriageTexts.OwnerUnknown)
                .When(answer.LossHours is < 0 or > MostHours, nameof(TriageAnswer.LossHours), TriageTexts.LossHoursWrong))
        {
            Submit = isNew ? TriageTexts.AcceptIt : TriageTexts.AssignIt,
            MainInput = nameof(TriageAnswer.OwnerName),
        };
    }

    private static ChangeResult<TriagePresent> AcceptWith(TriageSteps steps, long number, TriageAnswer answer, RequestOrigin origin) =>
        Save(steps, number, ErrorAction.Accept, "accepted", answer, origin);

    private static ChangeResult<TriagePresent> AssignWith(TriageSteps steps, long number, TriageAnswer answer, RequestOrigin origin) =>
        Save(steps, number, ErrorAction.Assign, "assigned", answer, origin);

    private static ChangeResult<TriagePresent> Save(
        TriageSteps steps, long number, ErrorAction action, string happened, TriageAnswer answer, RequestOrigin origin)
    {
        var members = steps.Look(number, action, withMembers: true).Present;
        var owner = members is null ? null : Owner(members, answer);
        var result = steps.Take(number, action, error => new(happened, () => LineOf(steps, action, owner))
        {
            Columns =
            [
                ("category", answer.Category is "" ? null : answer.Category), ("owner", owner?.Id),
                ("loss_hours", answer.LossHours is > 0 ? answer.LossHours : null),
            ],
            Severity = answer.Severity,
            Detection = answer.Detection,
            Data =
            [
                ("severity", (int)answer.Severity), ("before", (int)error.Severity), ("category", answer.Category),
                ("formerCategory", error.Category), ("owner", owner?.Id), ("former", error.Owner?.Value),
            ],
            Origin = origin,
        });
        if (result.Refusal is null && owner is not null && ErrorRows.FindAny(steps.Session, number) is { } accepted)
        {
            steps.ShowTo(new(owner.Id), accepted, ErrorKind.OwnerView);
        }

        return result;
    }

    private static Element? OtherDecisions(TriagePresent present) => present.Others is [] ? null : Buttons(
        [.. present.Others.Select(action => new AnswerWith(nameof(TriageAnswer.Instead), action.ToString())
        {
            Title = ErrorButtons.TitleOf(action),
        })]);

    private static ChoiceInput Owners(TriagePresent present) =>
        PersonChoice.Input(nameof(TriageAnswer.Owner), TriageTexts.Owner, TriageTexts.NobodyYet, present.Members) with
        {
            Value = present.Owner is { } owner ? Number(owner) : null,
        };

    private static PersonChoice? Owner(TriagePresent present, TriageAnswer answer) =>
        PersonChoice.Meant(present.Members, answer.Owner, answer.OwnerName);

    private static string LineOf(TriageSteps steps, ErrorAction action, PersonChoice? owner) => (action, owner) switch
    {
        (ErrorAction.Accept, null) => Say(TriageTexts.LineAccepted, steps.Actor.Name),
        (ErrorAction.Accept, { Name: var name }) => Say(TriageTexts.LineAcceptedFor, steps.Actor.Name, name),
        (_, null) => Say(TriageTexts.LineUnassigned, steps.Actor.Name),
        (_, { Name: var name }) => Say(TriageTexts.LineAssigned, steps.Actor.Name, name),
    };

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
