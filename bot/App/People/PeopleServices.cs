using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>Registers who is who.</summary>
internal static class PeopleServices
{
    /// <summary>
    /// Adds people, conversations, teams, roles and visibility; the settings are checked at start. Register
    /// <see cref="SenderRegistration.Record"/> before each turn.
    /// </summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RolesSettings>(configuration)
        .AddSettings<TeamsSettings>(configuration)
        .AddSingleton(provider => provider.GetRequiredService<IOptions<TeamsSettings>>().Value)
        .AddSingleton<PeopleCache>()
        .AddSingleton<Administrators>()
        .AddSingleton<AdministratorNews>()
        .AddSingleton(provider => provider.GetRequiredService<AdministratorNews>().NotDelivered)
        .AddSingleton(SenderRegistration.AtOpening)
        .AddScoped<KnownPeople>()
        .AddScoped<KnownConversations>()
        .AddScoped<Actor>()
        .AddScoped<Teams>()
        .AddScoped<PrincipalReader>()
        .AddScoped<Leads>()
        .AddScoped<PlaceReaders>()
        .AddScoped<Languages>();
}
