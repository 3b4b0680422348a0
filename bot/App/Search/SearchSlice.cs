using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Search;

/// <summary>Lists and searches of records of every kind: <c>/my</c>, <c>/find</c>, and what is found while somebody types.</summary>
internal static class SearchSlice
{
    /// <summary>Adds the services of searches.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddScoped<RecordSearch>()
        .AddSingleton<SearchGate>();

    /// <summary>Adds the commands and buttons of searches.</summary>
    public static BotRoutes MapSearch(this BotRoutes routes, RecordKinds kinds)
    {
        foreach (var kind in kinds.All)
        {
            routes
                .Search(RecordSuggestions.DatasetOf(kind), (turn, typed, ct) => new(RecordSuggestions.Find(turn, kind, typed, ct)))
                .Press(kind.OpenVerb, (turn, _) => Open(turn, kind), reads: true);
        }

        return routes
            .Command("my", MyCommand.Run)
            .Press(MyCommand.Page, MyCommand.Turned, reads: true)
            .Command("find", FindCommand.Command, takesWords: true)
            .Press(FindCommand.Search, FindCommand.Searched, reads: true)
            .Press(FindCommand.Page, FindCommand.Turned, reads: true)
            .Press(FindCommand.Form, FindCommand.Reformed, reads: true);
    }

    private static ValueTask Open(TurnContext turn, RecordKind kind)
    {
        StatusCommand.Open(turn, kind, RecordList.BackTo(turn.PressData));
        return default;
    }
}
