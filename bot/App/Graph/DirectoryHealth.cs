using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Graph;

/// <summary>How the directory answers, for <c>/health/ready</c>; without it the rules go on, so it keeps nobody from working.</summary>
internal sealed class DirectoryHealth(IOptions<DirectorySettings> settings, IServiceScopeFactory scopes)
{
    /// <summary>The line about owners and members of teams.</summary>
    public string Owners => Told(
        settings.Value.Enabled, DirectoryPermission.Groups, "leads are those of the settings, of /roles and of the channel");

    /// <summary>The line about automatic replies.</summary>
    public string AutomaticReplies => Told(
        settings.Value.AutomaticReplies, DirectoryPermission.Mailboxes, "away is who says so with /roles away");

    private string Told(bool isOn, string permission, string without) => isOn ? Read(permission) switch
    {
        { SilentSince: { } since, Reason: var reason } => $"warning, no answer since {since:u} ({reason}): {without}",
        { IsGranted: false, AnsweredAt: { } at, Reason: var reason } =>
            $"warning, {permission} refused at {at:u} ({reason}): {without}; /setup has the link for consent",
        { IsGranted: true, AnsweredAt: { } at } => $"told at {at:u}",
        _ => "not asked yet",
    } : "switched off";

    private PermissionAnswer Read(string permission)
    {
        using var scope = scopes.CreateScope();
        return PermissionRows.Find(scope.ServiceProvider.GetRequiredService<Session>().Statements, permission);
    }
}
