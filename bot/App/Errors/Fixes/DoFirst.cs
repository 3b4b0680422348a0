using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>What is done before it is approved, and how it is undone if it is not.</summary>
internal sealed record DoFirstAnswer(string What, string Rollback);

/// <summary>
/// <em>Do it first …</em>, the emergency path: what is severe is repaired at once and decided about afterwards. Until then its card says so
/// and it is never in place; a refusal makes the way back an action of the next day.
/// </summary>
internal static class DoFirst
{
    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog = FixDialog.Of<DoFirstAnswer>(
        "do-fix-first", ErrorAction.DoFirst, Form,
        (fixes, number, answer, origin) => fixes.Proposals.DoFirst(number, ContentOf(answer), origin), ErrorKind.OwnerView);

    /// <summary>The two questions that cannot wait.</summary>
    public static Form<DoFirstAnswer> Form(long number, FixPresent present)
    {
        var heading = Say(FixTexts.DoFirstHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Hint(FixTexts.DoFirstExplanation),
                Paragraph(nameof(DoFirstAnswer.What), FixTexts.DoFirstWhat) with { IsRequired = true, ErrorMessage = FixTexts.WhatMissing },
                Paragraph(nameof(DoFirstAnswer.Rollback), FixTexts.Rollback) with
                {
                    IsRequired = true, ErrorMessage = FixTexts.RollbackMissing,
                }),
            answer => ProposeFix.Lengths((nameof(answer.What), answer.What), (nameof(answer.Rollback), answer.Rollback)))
        {
            Submit = FixTexts.DoFirstIt,
            MainInput = nameof(DoFirstAnswer.What),
        };
    }

    private static FixContent ContentOf(DoFirstAnswer answer) =>
        new(answer.What, ActionType.Correction, "") { Rollback = answer.Rollback };
}
