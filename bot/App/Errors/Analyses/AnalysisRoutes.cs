using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Pages;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>Registers root cause analyses: a dialog for each step, the press that accepts, and the one that shows them.</summary>
internal static class AnalysisRoutes
{
    /// <summary>The form that adds a cause.</summary>
    public static readonly DialogDefinition Add = Of<CauseAnswer>(
        "add-cause", ErrorAction.AddCause, CauseForms.Add, (steps, number, answer, origin) => steps.Add(number, answer, origin));

    /// <summary>The form that adds evidence.</summary>
    public static readonly DialogDefinition Support = Of<EvidenceAnswer>(
        "support-cause", ErrorAction.SupportCause, CauseForms.Evidence,
        (steps, number, answer, origin) => steps.AddEvidence(number, answer, origin));

    /// <summary>The form that changes a cause or takes it out.</summary>
    public static readonly DialogDefinition Change = Of<ChangeAnswer>(
        "change-cause", ErrorAction.ChangeCause, CauseForms.Change,
        (steps, number, answer, origin) => steps.Change(number, answer, origin));

    /// <summary>The form that says that the causes are complete.</summary>
    public static readonly DialogDefinition Submit = Of<SubmitAnswer>(
        "submit-causes", ErrorAction.SubmitCauses, CauseForms.Submit,
        (steps, number, answer, origin) => steps.Submit(number, answer, origin));

    /// <summary>The form that sends the causes back.</summary>
    public static readonly DialogDefinition Return = Of<Words>(
        "return-causes", ErrorAction.ReturnCauses,
        (number, present) => TriageDialog.AskingForWords(
            number, AnalysisTexts.ReturnHeading, present.Title, AnalysisTexts.ReturnLabel, AnalysisTexts.ReturnIt,
            AnalysisTexts.ReturnMissing),
        (steps, number, words, origin) => steps.Return(number, words, origin));

    private static readonly (ErrorAction Action, DialogDefinition Dialog)[] Forms =
    [
        (ErrorAction.AddCause, Add), (ErrorAction.SupportCause, Support), (ErrorAction.ChangeCause, Change),
        (ErrorAction.SubmitCauses, Submit), (ErrorAction.ReturnCauses, Return), (ErrorAction.DescribeContext, DescribeContext.Dialog),
    ];

    /// <summary>Adds what analyses need.</summary>
    public static IServiceCollection AddAnalyses(this IServiceCollection services) => services
        .AddScoped<CauseSteps>()
        .AddScoped<CauseSharing>()
        .AddSingleton(CauseSteps.Notice)
        .AddScoped<ReviewClock>()
        .AddSingleton(ReviewClock.Source)
        .AddSingleton(ReviewClock.Notice)
        .AddRecordPage(AnalysisPage.Page);

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapAnalyses(this BotRoutes routes)
    {
        foreach (var (action, dialog) in Forms)
        {
            routes.Dialog(dialog).ChangePress(ErrorButtons.VerbOf(action), ErrorKind.Definition, dialog);
        }

        return routes
            .Press(ErrorButtons.VerbOf(ErrorAction.AcceptCauses), (turn, _) => StepPress.Take(
                turn, ErrorAction.AcceptCauses, (_, number) => turn.Services.GetRequiredService<CauseSteps>().Accept(number)))
            .Press(ErrorButtons.Causes, Shown);
    }

    /// <summary>The press that shows the causes to the person who pressed.</summary>
    private static ValueTask Shown(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole("error") ?? 0;
        var error = ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number);
        if (error is null || turn.Services.GetRequiredService<Reporter>().AccessTo(error) is not AccessLevel.Everything)
        {
            turn.Tell(ErrorTexts.NotFound);
            return default;
        }

        var page = turn.Services.GetRequiredService<PageLinks>().Button(AnalysisPage.Page, number);
        turn.ShowBelow(AnalysisCards.Of(error, AlsoIn.Of(turn.Services, number), page));
        return default;
    }

    private static DialogDefinition Of<TAnswer>(
        string name, ErrorAction action, Func<long, CausePresent, Form<TAnswer>> form,
        Func<CauseSteps, long, TAnswer, RequestOrigin, string?> take)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<CauseSteps, CausePresent, TAnswer>(ErrorKind.Definition)
            {
                Look = (steps, number, _) => new(steps.Look(number, action)),
                Ask = found => form(found.Number, found.Present!),
                Change = (steps, found, answer, origin, _) => new(
                    new ChangeResult<CausePresent>(found.Number, take(steps, found.Number, answer, origin))),
                View = ErrorKind.AnalysisView,
            }.Conduct,
            CauseJson.Default,
            () => Card(AnalysisTexts.Help, Text(AnalysisTexts.Help)));
}
