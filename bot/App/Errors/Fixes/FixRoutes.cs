using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Registers fix proposals and the decisions about them.</summary>
internal static class FixRoutes
{
    private static readonly (string Verb, DialogDefinition Dialog)[] Forms =
    [
        (ErrorButtons.VerbOf(ErrorAction.ProposeFix), ProposeFix.Dialog),
        (ErrorButtons.VerbOf(ErrorAction.EditFix), ProposeFix.Edit),
        (ErrorButtons.ApproveWith, DecideFix.Conditions),
        (ErrorButtons.VerbOf(ErrorAction.RequestChanges), DecideFix.Changes),
        (ErrorButtons.VerbOf(ErrorAction.RejectFix), DecideFix.Reject),
        (ErrorButtons.VerbOf(ErrorAction.ReturnFix), DecideFix.Return),
        (ErrorButtons.VerbOf(ErrorAction.DoFirst), DoFirst.Dialog),
        (ErrorButtons.VerbOf(ErrorAction.Refer), ReferDecision.Dialog),
    ];

    /// <summary>Adds what fixes need.</summary>
    public static IServiceCollection AddFixes(this IServiceCollection services) => services
        .AddScoped<FixProposals>()
        .AddScoped<KnownFixes>()
        .AddScoped<FixDecisions>()
        .AddScoped<FixActions>()
        .AddSingleton(FixActions.Parent)
        .AddSingleton(FixProposals.Notice);

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapFixes(this BotRoutes routes)
    {
        foreach (var (verb, dialog) in Forms) routes.Dialog(dialog).ChangePress(verb, ErrorKind.Definition, dialog);
        return routes
            .Press(ErrorButtons.VerbOf(ErrorAction.ApproveFix), DecideFix.Approved)
            .Press(ErrorButtons.VerbOf(ErrorAction.TakeBack), DecideFix.TakenBack)
            .Press(ErrorButtons.Otherwise, DecideFix.Offered);
    }
}
