using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Api;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns;

/// <summary>
/// Success patterns and attempts that did not work: kept in a sentence, checked by somebody else, used, flagged and fixed.
/// </summary>
internal static class PatternsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<PatternGuard>()
            .AddScoped<PatternPlaces>()
            .AddScoped<PatternChange>()
            .AddScoped<PatternNaming>()
            .AddScoped<PatternCapture>()
            .AddScoped<PatternUse>()
            .AddScoped<SimilarPatterns>()
            .AddScoped<PatternDialogs>()
            .AddScoped<PatternTimers>()
            .AddSingleton(PatternTimers.Due)
            .AddSingleton(PatternTimers.Ownerless)
            .AddSingleton(PatternTimers.FlagNotice)
            .AddSingleton(PatternTimers.ReviewNotice)
            .AddSingleton(PatternNaming.Notice)
            .AddSingleton(PatternAdvice.Source)
            .AddSingleton(PatternAdvice.LessonOfErrors)
            .AddSingleton(PatternTimers.OfEffects)
            .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PatternsApiJson.Default)),
        Routes = (routes, _) => routes.MapPatterns(),
        Api = PatternsApi.Map,
        Kinds = [PatternKind.Definition],
        Samples = say => [new("patterns", PatternTexts.GroupSamples, [.. PatternSamples.Of(say)])],
    };

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapPatterns(this BotRoutes routes)
    {
        foreach (var step in (PatternStep[])[PatternStep.MakeStandard, PatternStep.Confirm, PatternStep.Adopt])
        {
            routes.Press(PatternButtons.VerbOf(step), OnePress.Of(step));
        }

        return routes
            .Command(CaptureSuccess.Name, CaptureSuccess.Dialog, CaptureSuccess.Given)
            .Press(PatternButtons.VerbOf(PatternStep.Use), OnePress.Use)
            .Press(PatternButtons.Versions, OnePress.Changes)
            .Press(PatternButtons.Decline, FollowUp.Decline)
            .Press(PatternButtons.Keep, CaptureSuccess.FromRecord)
            .Form(PatternStep.Flag, FlagPattern.Dialog)
            .Form(PatternStep.Fix, FixPattern.Dialog)
            .Form(PatternStep.Check, CheckPattern.Dialog)
            .Form(PatternStep.AnswerFlag, AnswerFlag.Dialog)
            .Form(PatternStep.Uphold, DecidePattern.Uphold)
            .Form(PatternStep.Name, NameColleague.Dialog)
            .Form(PatternStep.Retire, DecidePattern.Retire)
            .Dialog(FollowUp.Dialog)
            .ChangePress(PatternButtons.FollowUp, PatternKind.Definition, FollowUp.Dialog)
            .Extension(CaptureAction.Command, CaptureAction.Opened, CaptureAction.Sent);
    }

    private static BotRoutes Form(this BotRoutes routes, PatternStep step, DialogDefinition dialog) =>
        routes.Dialog(dialog).ChangePress(PatternButtons.VerbOf(step), PatternKind.Definition, dialog);
}
