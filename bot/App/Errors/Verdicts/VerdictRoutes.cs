using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Pages;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Verdicts;

/// <summary>Registers verdicts on fixes: the press that confirms, and the forms that say otherwise.</summary>
internal static class VerdictRoutes
{
    /// <summary>The form that says that a fix did not work.</summary>
    public static readonly DialogDefinition Failed = Of<Words>(
        "call-fix-failed", ErrorAction.CallFailed, VerdictForms.Failed,
        (watches, number, words, origin) => watches.Call(number, ErrorAction.CallFailed, words.Filled ?? "", origin));

    /// <summary>The form that says that nobody can tell.</summary>
    public static readonly DialogDefinition Unclear = Of<Words>(
        "call-fix-unclear", ErrorAction.CallUnclear, VerdictForms.Unclear,
        (watches, number, words, origin) => watches.Call(number, ErrorAction.CallUnclear, words.Filled ?? "", origin));

    /// <summary>The form that says since when the fix is in effect.</summary>
    public static readonly DialogDefinition Effect = Of<EffectAnswer>(
        "set-fix-effect", ErrorAction.SetEffect, VerdictForms.Effect,
        (watches, number, answer, origin) => watches.SetEffect(number, answer.Day, answer.Version, origin), ErrorKind.OwnerView);

    private static readonly (ErrorAction Action, DialogDefinition Dialog)[] Forms =
        [(ErrorAction.CallFailed, Failed), (ErrorAction.CallUnclear, Unclear), (ErrorAction.SetEffect, Effect)];

    /// <summary>Adds what verdicts need.</summary>
    public static IServiceCollection AddVerdicts(this IServiceCollection services) => services
        .AddScoped<Watches>()
        .AddSingleton(Watches.Notice)
        .AddRecordPage(VerdictPage.Page);

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapVerdicts(this BotRoutes routes)
    {
        foreach (var (action, dialog) in Forms)
        {
            routes.Dialog(dialog).ChangePress(ErrorButtons.VerbOf(action), ErrorKind.Definition, dialog);
        }

        return routes.Press(ErrorButtons.VerbOf(ErrorAction.ConfirmVerdict), (turn, _) => StepPress.Take(
            turn, ErrorAction.ConfirmVerdict, (_, number) => turn.Services.GetRequiredService<Watches>().Confirm(number)));
    }

    private static DialogDefinition Of<TAnswer>(
        string name, ErrorAction action, Func<long, VerdictPresent, Form<TAnswer>> form,
        Func<Watches, long, TAnswer, RequestOrigin, string?> take, string view = ErrorKind.VerdictView)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<Watches, VerdictPresent, TAnswer>(ErrorKind.Definition)
            {
                Look = (watches, number, _) => new(watches.Look(number, action)),
                Ask = found => form(found.Number, found.Present!),
                Change = (watches, found, answer, origin, _) => new(
                    new ChangeResult<VerdictPresent>(found.Number, take(watches, found.Number, answer, origin))),
                View = view,
            }.Conduct,
            VerdictJson.Default,
            () => Card(VerificationTexts.Help, Text(VerificationTexts.Help)));
}
