using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Roles;

/// <summary>Who leads what, who is away, and who decides meanwhile.</summary>
internal static class RolesSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddRoles(),
        Routes = (routes, _) => routes.MapRoles(),
        Samples = say => RoleSamples.Of(text => say(text)),
    };

    /// <summary>Adds what the commands and forms need.</summary>
    public static IServiceCollection AddRoles(this IServiceCollection services) => services
        .AddScoped<RoleOverviews>()
        .AddScoped<PeopleDirectory>()
        .AddScoped<PeopleLookUp>()
        .AddScoped<RoleChanges>()
        .AddScoped<AbsenceChanges>();

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapRoles(this BotRoutes routes) => routes
        .Command(RolesCommand.Name, RolesCommand.Run, takesWords: false)
        .Dialog(GiveRole.Dialog)
        .Dialog(TakeRole.Dialog)
        .Dialog(GoAway.Dialog)
        .Press(RolePress.List, RolesCommand.List, reads: true)
        .Press(RolePress.Give, (turn, ct) => RolesCommand.ForAdministrators(turn, GiveRole.Dialog, ct))
        .Press(RolePress.Take, (turn, ct) => RolesCommand.ForAdministrators(turn, TakeRole.Dialog, ct))
        .Press(RolePress.Away, RolesCommand.Away)
        .Press(RolePress.Back, RolesCommand.Back);
}
