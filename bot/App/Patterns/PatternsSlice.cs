using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Api;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Ranking;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Patterns.Weekly;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns;

/// <summary>
/// Success patterns and attempts that did not work: kept in a sentence, checked by somebody else, used, flagged, fixed and spread.
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
            .AddScoped<PatternSeries>()
            .AddScoped<PatternDialogs>()
            .AddScoped<PatternTimers>()
            .AddScoped<ReplicationTargets>()
            .AddScoped<UnusualWeek>()
            .AddScoped<PatternCandidates>()
            .AddScoped<CitedPatterns>()
            .AddSingleton(CitedPatterns.Metric)
            .AddScoped<ReplicationGuard>()
            .AddScoped<ReplicationChange>()
            .AddScoped<ReplicationDialogs>()
            .AddScoped<ReplicationTimers>()
            .AddSingleton(ReplicationTimers.Due)
            .AddSingleton(ReplicationTimers.Offer)
            .AddSingleton(ReplicationTimers.Late)
            .AddSingleton(ReplicationTimers.Check)
            .AddSingleton(PatternTimers.Due)
            .AddSingleton(PatternTimers.Ownerless)
            .AddSingleton(PatternTimers.FlagNotice)
            .AddSingleton(PatternTimers.ReviewNotice)
            .AddSingleton(PatternNaming.Notice)
            .AddSingleton(PatternAdvice.Source)
            .AddSingleton(PatternAdvice.LessonOfErrors)
            .AddSingleton(RelatedPatterns.Source)
            .AddSingleton(PatternTimers.OfEffects)
            .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PatternsApiJson.Default)),
        Routes = (routes, _) => routes.MapPatterns(),
        Api = PatternsApi.Map,
        Kinds = [PatternKind.Definition],
        Samples = say => [new("patterns", PatternTexts.GroupSamples, [.. PatternSamples.Of(say), .. ReplicationSamples.Of(say)])],
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
            .Form(PatternStep.Spread, SpreadPattern.Dialog)
            .MapReplications()
            .Dialog(FollowUp.Dialog)
            .ChangePress(PatternButtons.FollowUp, PatternKind.Definition, FollowUp.Dialog)
            .Extension(CaptureAction.Command, CaptureAction.Opened, CaptureAction.Sent);
    }

    private static BotRoutes MapReplications(this BotRoutes routes)
    {
        foreach (var step in (ReplicationStep[])[ReplicationStep.DoStep, ReplicationStep.BeginUse, ReplicationStep.Confirm])
        {
            routes.Press(ReplicationButtons.VerbOf(step), ReplicationPress.Of(step));
        }

        return routes
            .Press(ReplicationButtons.Board, ReplicationPress.Board)
            .Press(ReplicationButtons.Own, ReplicationPress.Own)
            .Form(ReplicationStep.Adopt, TakeOver.Adopt)
            .Form(ReplicationStep.Adapt, TakeOver.Adapt)
            .Form(ReplicationStep.Change, TakeOver.Change)
            .Form(ReplicationStep.Reject, TeamWords.Reject)
            .Form(ReplicationStep.Stop, TeamWords.Stop)
            .Form(ReplicationStep.Learn, TeamWords.Learn)
            .Form(ReplicationStep.Judge, TeamWords.Judge);
    }

    private static BotRoutes Form(this BotRoutes routes, ReplicationStep step, DialogDefinition dialog) => routes.Dialog(dialog)
        .ChangePress(ReplicationButtons.VerbOf(step), PatternKind.Definition, ReplicationButtons.Replication, dialog);

    private static BotRoutes Form(this BotRoutes routes, PatternStep step, DialogDefinition dialog) =>
        routes.Dialog(dialog).ChangePress(PatternButtons.VerbOf(step), PatternKind.Definition, dialog);
}
