using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Search;

namespace Improvement.Bot.Tests.Search;

/// <summary>The routes of the whole product, for errors as its kind of record.</summary>
internal static class AllRoutes
{
    public static BotRoutes Make()
    {
        var routes = new BotRoutes().MapRecords(SearchedKinds.All).MapSearch(SearchedKinds.All);
        foreach (var slice in Slices.All) slice.Routes(routes, SearchedKinds.All);
        return routes;
    }
}
