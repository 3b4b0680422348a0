using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using Improvement.Bot.Framework.Activities;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.CommandLine;

/// <summary>Which settings there are: tells a misspelt one and a value that cannot be read, all at once.</summary>
internal sealed partial class KnownSettings(IReadOnlyList<SettingsSection> sections)
{
    // Settings of the host and of logging, which have keys of their own below.
    private static readonly string[] OfTheHost = [
        "Urls", "Logging", "Kestrel", "AllowedHosts", "HTTP_PORTS", "HTTPS_PORTS", "Environment", "ContentRoot", "WebRoot",
        "ApplicationName", "DetailedErrors", "ShutdownTimeoutSeconds", "ForwardedHeaders_Enabled", "$schema"];

    private readonly Dictionary<string, Type> _types =
        sections.SelectMany(section => section.Keys()).ToDictionary(key => key.Key, key => key.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is a setting of this name; numbers of lists count as any.</summary>
    public bool Contains(string key) =>
        OfTheHost.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase) || _types.ContainsKey(Starred(key));

    /// <summary>What a name that is none was probably meant to be; null where nothing is near.</summary>
    public string? Nearest(string key)
    {
        var folded = Starred(key).ToUpperInvariant();
        var (name, distance) = _types.Keys.Concat(OfTheHost)
            .Select(known => (known, EditDistance.Between(folded, known.ToUpperInvariant())))
            .MinBy(each => each.Item2);
        if (distance <= Math.Max(2, folded.Length / 5)) return name.Replace(":*", ":0");
        return _types.Keys.FirstOrDefault(known => known.EndsWith(':' + folded, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// A sentence for each key of our sections, in a file or in the environment, that no setting has: it would have no effect.
    /// </summary>
    public IEnumerable<string> Misspelt(IConfigurationRoot settings) => settings.Providers
        .SelectMany(provider =>
            KeysOf(provider, null)
                .Where(key => IsMeantForUs(provider, key) && !Contains(key))
                .Select(key => Unknown(CommandLineTexts.SettingUnknown, key)))
        .Distinct(StringComparer.Ordinal);

    /// <summary>A sentence about a name that is no setting.</summary>
    public string Unknown(string sentence, string key) =>
        string.Format(CultureInfo.InvariantCulture, sentence, key) + (
            Nearest(key) is { } nearest ? " " + string.Format(CultureInfo.InvariantCulture, CommandLineTexts.DidYouMean, nearest) : "");

    /// <summary>All that is wrong with the values: what cannot be read, and what each section says about itself.</summary>
    public IReadOnlyList<string> Faults(IServiceProvider services, IConfiguration settings)
    {
        var faults = sections.SelectMany(section => section.Keys().SelectMany(key => Unreadable(settings, key.Key, key.Type))).ToList();
        foreach (var section in sections)
        {
            try
            {
                section.Read(services);
            }
            catch (OptionsValidationException wrong)
            {
                faults.AddRange(wrong.Failures);
            }
            catch (InvalidOperationException unreadable) when (
                !faults.Exists(fault => fault.StartsWith(section.Name + ':', StringComparison.Ordinal)))
            {
                faults.Add(unreadable.InnerException is { } inner ? $"{unreadable.Message} {inner.Message}" : unreadable.Message);
            }
            catch (InvalidOperationException)
            {
                // The value that cannot be read is named already.
            }
        }
        return faults;
    }

    private static IEnumerable<string> Unreadable(IConfiguration settings, string key, Type type)
    {
        if (type == typeof(string)
            || key.Contains('*')
            || settings[key] is not { } value
            || TypeDescriptor.GetConverter(type) is var converter
            && converter.IsValid(value))
        {
            yield break;
        }
        var expected = type == typeof(bool)
            ? CommandLineTexts.ExpectedBoolean
            : type == typeof(TimeSpan)
                ? CommandLineTexts.ExpectedTime
                : type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : CommandLineTexts.ExpectedNumber;
        yield return string.Format(CultureInfo.InvariantCulture, CommandLineTexts.SettingUnreadable, key, value, expected);
    }

    /// <summary>
    /// In the environment stand the settings of everybody; ours have two parts, of which the first is one of our sections or nearly so.
    /// </summary>
    private bool IsMeantForUs(IConfigurationProvider provider, string key)
    {
        if (provider is Microsoft.Extensions.Configuration.Json.JsonConfigurationProvider) return true;
        var first = key.Split(':')[0].ToUpperInvariant();
        return key.Contains(':')
            && first.Length > 2
            && sections.Any(section =>
                section.Name.ToUpperInvariant() is var name
                    && (name == first || (first.Length > 4 && EditDistance.Between(name, first) < 3)));
    }

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : $"{parent}:{child}";
            var below = KeysOf(provider, key).ToList();
            if (below is []) yield return key;
            foreach (var each in below) yield return each;
        }
    }

    private static string Starred(string key) => Numbers().Replace(key, ":*");

    [GeneratedRegex(@":\d+(?=:|$)")]
    private static partial Regex Numbers();
}
