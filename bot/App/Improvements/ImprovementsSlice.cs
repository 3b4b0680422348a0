using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Improvements;

/// <summary>The one prioritised list of what to do next, ranked over all kinds of record.</summary>
internal static class ImprovementsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<ImprovementList>()
            .AddScoped<ListReader>()
            .AddScoped<ListPeople>()
            .AddScoped<RankChanges>()
            .AddScoped<RankDialog>()
            .AddScoped<ListDigest>()
            .AddSingleton(new DigestContributor(ListDigest.Of))
            .AddScoped<DecisionReader>(),
        Routes = (routes, _) => routes
            .Command(ActionsCommand.Name, ActionsCommand.Run, takesWords: true)
            .Press(ActionsCommand.Page, ActionsCommand.Turned, reads: true)
            .Press(ActionsCommand.Narrow, ActionsCommand.Narrowed, reads: true)
            .Press(ActionsCommand.Open, ActionsCommand.Opened, reads: true)
            .Press(ActionsCommand.Decisions, ActionsCommand.ShowDecisions, reads: true)
            .Press(ActionsCommand.ChangeRank, ActionsCommand.AskRank)
            .Press(ActionsCommand.Take, ActionsCommand.Taken)
            .Press(ActionsCommand.Snooze, ActionsCommand.Snoozed(isLeftOut: true))
            .Press(ActionsCommand.Unsnooze, ActionsCommand.Snoozed(isLeftOut: false))
            .Dialog(ChangeRank.Dialog),
        Samples = say => [new("improvements", ImprovementTexts.GroupSamples, [.. ImprovementSamples.Of(say)])],
    };
}
