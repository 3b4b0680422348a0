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
internal sealed record TriageAnswer(
    Severity Severity, string? Category = null, long? Owner = null, string? OwnerName = null);

/// <summary>
/// <em>Accept</em>: the error will be worked on. With one press, as the proposals say and without an owner yet; or by a form in which
/// impact, kind and owner are changed first.
/// </summary>
internal static class AcceptError
{
    /// <summary>Members offered in a list; a name beyond them is typed.</summary>
    private const int MembersShown = 50;

    /// <summary><em>Accept with changes …</em></summary>
    public static readonly DialogDefinition Dialog = TriageDialog.Of<TriageAnswer>(
        "accept-error", ErrorAction.Accept, (number, present) => Form(number, present, isNew: true), AcceptWith, ErrorKind.LeadView,
        withMembers: true);

    /// <summary><em>Owner …</em></summary>
    public static readonly DialogDefinition Assign = TriageDialog.Of<TriageAnswer>(
        "assign-error", ErrorAction.Assign, (number, present) => Form(number, present, isNew: false), AssignWith, ErrorKind.LeadView,
        withMembers: true);

    /// <summary>One press: accepted as proposed; gives why not, or null.</summary>
    public static string? AsProposed(TriageSteps steps, long number) => steps.Take(number, ErrorAction.Accept, error =>
        new("accepted", () => Say(TriageTexts.LineAccepted, steps.Actor.Name))).Refusal;

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
                present.Members is [] ? null : Owners(present),
                Line(nameof(TriageAnswer.OwnerName), TriageTexts.OwnerTyped)),
            answer => Problems.None.When(
                answer.OwnerName is { Length: > 0 } && Named(present, answer) is null, nameof(TriageAnswer.OwnerName),
                TriageTexts.OwnerUnknown))
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
        var owner = members is null ? null : Named(members, answer);
        var result = steps.Take(number, action, error => new(happened, () => LineOf(steps, action, owner))
        {
            Columns =
            [
                ("category", answer.Category is "" ? null : answer.Category), ("owner", owner?.Id),
            ],
            Severity = answer.Severity,
            Data = EventData.Of(
                ("severity", (int)answer.Severity), ("before", (int)error.Severity), ("category", answer.Category),
                ("owner", owner?.Id), ("former", error.Owner?.Value)),
            Origin = origin,
        });
        if (result.Refusal is null && owner is not null && ErrorRows.FindAny(steps.Session, number) is { } accepted)
        {
            steps.ShowTo(new(owner.Id), accepted, ErrorKind.OwnerView);
        }

        return result;
    }

    private static ChoiceInput Owners(TriagePresent present) =>
        Pick(
            nameof(TriageAnswer.Owner), TriageTexts.Owner,
            present.Members.Take(MembersShown).Select(member => (Number(member.Id), member.Name))) with
        {
            Style = "filtered", Placeholder = TriageTexts.NobodyYet, Value = present.Owner is { } owner ? Number(owner) : null,
        };

    /// <summary>The person that was named; null for nobody, and for a name that is none or several people's.</summary>
    private static PersonChoice? Named(TriagePresent present, TriageAnswer answer)
    {
        if (answer.OwnerName?.Trim() is not { Length: > 0 } typed)
        {
            return present.Members.FirstOrDefault(member => member.Id == answer.Owner);
        }

        var exact = present.Members.Where(member => string.Equals(member.Name, typed, StringComparison.CurrentCultureIgnoreCase)).ToArray();
        var like = exact is []
            ? [.. present.Members.Where(member => member.Name.Contains(typed, StringComparison.CurrentCultureIgnoreCase))]
            : exact;
        return like is [var only] ? only : null;
    }

    private static string LineOf(TriageSteps steps, ErrorAction action, PersonChoice? owner) => (action, owner) switch
    {
        (ErrorAction.Accept, null) => Say(TriageTexts.LineAccepted, steps.Actor.Name),
        (ErrorAction.Accept, { Name: var name }) => Say(TriageTexts.LineAcceptedFor, steps.Actor.Name, name),
        (_, null) => Say(TriageTexts.LineUnassigned, steps.Actor.Name),
        (_, { Name: var name }) => Say(TriageTexts.LineAssigned, steps.Actor.Name, name),
    };

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
