using Improvement.Bot.Effects.Api;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Effects;

/// <summary>
/// Whether what was done had the effect that was promised, by figures that were chosen before it began; and the figures that teams keep
/// themselves.
/// </summary>
internal static class EffectsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddEffects(),
        Routes = (routes, _) => routes.MapEffects(),
        Api = FiguresApi.Map,
        CommandLines = host => [FigureFile.Command(host.Open, Console.Out, Console.Error)],
        Samples = say => [new("effects", EffectTexts.GroupSamples, [.. EffectSamples.Of(say)])],
    };

    /// <summary>Adds what the slice needs.</summary>
    public static IServiceCollection AddEffects(this IServiceCollection services)
    {
        foreach (var scope in FigureScopes.All) services.AddSingleton(scope);
        return services
            .AddScoped<FigureDesk>()
            .AddSingleton(FigureMetrics.Source)
            .AddScoped<EffectMeasure>()
            .AddScoped<EffectCheck>()
            .AddScoped<EffectRows>()
            .AddScoped<EffectDesk>()
            .AddScoped<EffectJudgement>()
            .AddSingleton(EffectJudgement.Source)
            .AddSingleton(EffectJudgement.Notice)
            .AddSingleton(EffectCommand.Offer)
            .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, FiguresApiJson.Default));
    }

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapEffects(this BotRoutes routes) => routes
        .Command(AddFigures.Name, AddFigures.Dialog, AddFigures.Given)
        .Command(EffectCommand.Name, EffectCommand.Run, takesWords: true)
        .Dialog(RegisterEffect.Dialog)
        .Press(EffectCards.List, EffectCommand.Listed, reads: true)
        .Press(EffectCards.Show, EffectCommand.Shown, reads: true)
        .Press(EffectCards.Measure, EffectCommand.Measured)
        .Press(EffectCards.Withdraw, EffectCommand.TakenBack);
}
