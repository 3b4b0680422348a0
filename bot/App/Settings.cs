using Microsoft.Extensions.Options;

namespace Improvement.Bot;

/// <summary>A section of the settings that tells its own faults.</summary>
internal interface ICheckedSettings
{
    /// <summary>Name of the section, as in <c>appsettings.json</c>.</summary>
    static abstract string Section { get; }

    /// <summary>
    /// Every fault of these settings, each in one sentence; empty when they are good. What the environment decides is told by an
    /// <see cref="IValidateOptions{TOptions}"/> of its own.
    /// </summary>
    IEnumerable<string> Faults() => [];
}

/// <summary>Registers sections of the settings.</summary>
internal static class SettingsServices
{
    /// <summary>Reads a section into options, which are checked at start.</summary>
    /// <param name="configuration">Where the section is; null: in the configuration of the host.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration? configuration = null)
        where T : class, ICheckedSettings
    {
        var options = services.AddOptions<T>().ValidateOnStart();
        if (configuration is null) options.BindConfiguration(T.Section);
        else options.Bind(configuration.GetSection(T.Section));
        return services.AddSingleton<IValidateOptions<T>, SettingsCheck<T>>();
    }

    private sealed class SettingsCheck<T> : IValidateOptions<T>
        where T : class, ICheckedSettings
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Faults().ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
