using Improvement.Bot.Development;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Graph;
using Improvement.Bot.Operations;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot;

/// <summary>
/// The sections of the settings, each with the type that it is read into; a new one is a line here, or it counts as misspelt.
/// </summary>
internal static class Sections
{
    /// <summary>All of them.</summary>
    public static KnownSettings All { get; } = new(
    [
        SettingsSection.Of<BotSettings>(),
        SettingsSection.Of<StorageSettings>(),
        SettingsSection.Of<TeamsSettings>(),
        new SettingsSection(TeamsSettings.Section + ":Limits", typeof(TeamsLimits), _ => null),
        SettingsSection.Of<RolesSettings>(),
        SettingsSection.Of<DirectorySettings>(),
        SettingsSection.Of<PlaygroundOptions>(),
        SettingsSection.Of<TelemetrySettings>(),
        SettingsSection.Of<ClockSettings>(),
        .. Slices.All.SelectMany(slice => slice.Settings),
    ]);
}
