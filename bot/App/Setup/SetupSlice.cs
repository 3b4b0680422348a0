using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Setup;

/// <summary>How a team sets the bot up in Teams' own settings of it, and administrators with <c>/setup</c>.</summary>
internal static class SetupSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new() { Routes = (routes, _) => routes.MapSetup() };

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapSetup(this BotRoutes routes) => routes
        .Command(SetupCommand.Name, SetupCommand.Run, takesWords: false)
        .Press(SetupCommand.AskAgainPress, SetupCommand.AskAgain)
        .Invoke("config/fetch", TeamSettingsDialog.Opened, reads: true)
        .Invoke("config/submit", TeamSettingsDialog.Sent)
        .Search(TimeZones.Dataset, TimeZones.Find);
}
