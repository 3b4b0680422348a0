using Improvement.Bot.Actions.Steps;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Triage;

/// <summary>Registers triage: its presses, its forms, <c>/triage</c>, and the clocks of the states.</summary>
internal static class TriageRoutes
{
    private static readonly (ErrorAction Action, DialogDefinition Dialog)[] Forms =
    [
        (ErrorAction.AskInfo, AskReporter.Dialog),
        (ErrorAction.AnswerInfo, AskReporter.Answer),
        (ErrorAction.MarkDuplicate, MarkDuplicate.Dialog),
        (ErrorAction.Link, BelongTogether.Dialog),
        (ErrorAction.RemoveAccount, RemoveAccount.Dialog),
        (ErrorAction.RuleOut, RuleOut.Dialog),
        (ErrorAction.Object, RuleOut.Objection),
        (ErrorAction.HandOver, HandOver.Dialog),
        (ErrorAction.Assign, AcceptError.Assign),
        (ErrorAction.Contain, WorkOnError.Contain),
        (ErrorAction.Correct, WorkOnError.Correct),
        (ErrorAction.Reopen, WorkOnError.Reopen),
        (ErrorAction.Defer, PutOff.Defer),
        (ErrorAction.AcceptRisk, PutOff.AcceptRisk),
    ];

    private static readonly (ErrorAction Action, Func<TriageSteps, long, string?> Take)[] OnePress =
    [
        (ErrorAction.Accept, AcceptError.AsProposed),
        (ErrorAction.Split, MarkDuplicate.Split),
        (ErrorAction.Wake, PutOff.Wake),
        (ErrorAction.Close, WorkOnError.Close),
        (ErrorAction.UndoRecurrence, WorkOnError.UndoRecurrence),
    ];

    /// <summary>Adds what triage needs.</summary>
    public static IServiceCollection AddTriage(this IServiceCollection services) => services
        .AddScoped<TriageSteps>()
        .AddScoped<HandOvers>()
        .AddScoped<TriageQueue>();

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapTriage(this BotRoutes routes)
    {
        foreach (var (action, dialog) in Forms)
        {
            routes.Dialog(dialog).ChangePress(ErrorButtons.VerbOf(action), ErrorKind.Definition, dialog);
        }

        foreach (var (action, take) in OnePress)
        {
            routes.Press(ErrorButtons.VerbOf(action), (turn, _) => StepPress.Take(turn, action, take));
        }

        return routes
            .Dialog(AcceptError.Dialog)
            .Search(PersonChoice.Dataset, (turn, typed, _) => new(Members.Find(turn, typed)))
            .Press(ErrorButtons.VerbOf(ErrorAction.Unlink), (turn, _) => StepPress.Take(
                turn, ErrorAction.Unlink,
                (steps, number) => BelongTogether.Unlink(steps, number, turn.PressData.Whole("other") ?? 0)))
            .Press(ErrorButtons.Next, NextSteps.Pressed)
            .Command(TriageCommand.Name, TriageCommand.Run)
            .Press(TriageCommand.Accept, TriageCommand.Accepted)
            .Press(TriageCommand.Skip, TriageCommand.Skipped, reads: true);
    }
}
