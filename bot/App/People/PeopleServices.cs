using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>Registers who is who.</summary>
internal static class PeopleServices
{
    /// <summary>
    /// Adds people, conversations, teams, roles and visibility; the settings are checked at start. Register
    /// <see cref="SenderRegistration.Record"/> before each turn.
    /// </summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RolesSettings>().Bind(configuration.GetSection(RolesSettings.Section)).ValidateOnStart();
        services.AddOptions<TeamsSettings>().Bind(configuration.GetSection(TeamsSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RolesSettings>>(new Check<RolesSettings>(settings => settings.Faults()));
        services.AddSingleton<IValidateOptions<TeamsSettings>>(new Check<TeamsSettings>(settings => settings.Faults()));
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<TeamsSettings>>().Value)
            .AddSingleton<PeopleCache>()
            .AddSingleton<Administrators>()
            .AddSingleton<AdministratorNews>()
            .AddSingleton(provider => provider.GetRequiredService<AdministratorNews>().NotDelivered)
            .AddScoped<KnownPeople>()
            .AddScoped<KnownConversations>()
            .AddScoped<Actor>()
            .AddScoped<Teams>()
            .AddScoped<PrincipalReader>()
            .AddScoped<Leads>()
            .AddScoped<PlaceReaders>()
            .AddScoped<Languages>();
    }

    private sealed class Check<T>(Func<T, IEnumerable<string>> faults) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            faults(options).ToArray() is { Length: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
