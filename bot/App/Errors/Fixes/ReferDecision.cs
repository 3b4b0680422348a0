using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Who should decide instead, and why.</summary>
/// <param name="Person">The chosen one; null where a name was typed.</param>
/// <param name="Name">A typed name, which goes before the choice.</param>
internal sealed record ReferAnswer(string Why, long? Person = null, string? Name = null);

/// <summary><em>Not me: who? …</em>: somebody who is asked to decide names another who may, and says why.</summary>
internal static class ReferDecision
{
    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog = FixDialog.Of<ReferAnswer>(
        "refer-fix-decision", ErrorAction.Refer, Form, Refer, ErrorKind.ApprovalView);

    /// <summary>The other people who may decide, and the reason that they read.</summary>
    public static Form<ReferAnswer> Form(long number, FixPresent present)
    {
        var heading = Say(FixTexts.ReferHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Content?.What ?? present.Title),
                PersonChoice.Input(nameof(ReferAnswer.Person), FixTexts.ReferWho, FixTexts.ReferNobody, present.Others),
                Line(nameof(ReferAnswer.Name), FixTexts.ReferTyped),
                Paragraph(nameof(ReferAnswer.Why), FixTexts.ReferWhy) with { IsRequired = true, ErrorMessage = FixTexts.ReferWhyMissing }),
            answer => ProposeFix.Lengths((nameof(answer.Why), answer.Why)).When(
                PersonChoice.Meant(present.Others, answer.Person, answer.Name) is null, nameof(ReferAnswer.Name), FixTexts.ReferUnknown))
        {
            Submit = FixTexts.ReferIt,
            MainInput = nameof(ReferAnswer.Why),
        };
    }

    private static ChangeResult<FixPresent> Refer(FixDecisions fixes, long number, ReferAnswer answer, RequestOrigin origin)
    {
        var present = fixes.Proposals.Look(number, ErrorAction.Refer);
        if (present.Present is not { } now) return present;
        return PersonChoice.Meant(now.Others, answer.Person, answer.Name) is { } other
            ? new(number, fixes.Refer(number, new(other.Id), answer.Why.Trim(), origin))
            : new(number, FixTexts.ReferUnknown);
    }
}
