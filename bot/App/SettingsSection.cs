using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Improvement.Bot;

/// <summary>A section of the settings.</summary>
/// <param name="Name">As in <c>appsettings.json</c>, with colons.</param>
/// <param name="Type">What it is read into; its properties are the keys.</param>
/// <param name="Read">Reads it, which checks it.</param>
internal sealed record SettingsSection(string Name, Type Type, Func<IServiceProvider, object?> Read)
{
    /// <summary>A section that is read as options.</summary>
    public static SettingsSection Of<T>()
        where T : class, ICheckedSettings => new(T.Section, typeof(T), services => services.GetRequiredService<IOptions<T>>().Value);

    /// <summary>Its keys with their types; those of lists end with a star for the number.</summary>
    public IEnumerable<(string Key, Type Type)> Keys() => KeysOf(Name, Type);

    private static IEnumerable<(string Key, Type Type)> KeysOf(string prefix, Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(IsSetting)
            .SelectMany(property => KeysOf($"{prefix}:{property.Name}", property));

    private static IEnumerable<(string Key, Type Type)> KeysOf(string key, PropertyInfo property)
    {
        if (ItemOf(property.PropertyType) is not { } item) return [(key, property.PropertyType)];
        return [(key, typeof(string)), .. IsSimple(item) ? [(key + ":*", item)] : KeysOf(key + ":*", item)];
    }

    private static bool IsSetting(PropertyInfo property) =>
        property.SetMethod is not null
            || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IList<>));

    private static Type? ItemOf(Type type) =>
        type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()[0] : null;

    private static bool IsSimple(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan);
}
