using System.Text.Json;

namespace Improvement.Bot.Api.Calls;

/// <summary>The codes by which the API calls the values of enumerations: <c>near-miss</c> for <c>NearMiss</c>.</summary>
internal static class Codes
{
    /// <summary>The code of a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a code, however it is written, or of its number; null for none.</summary>
    public static T? Read<T>(string code) where T : struct, Enum
    {
        var word = string.Concat(code.Where(letter => letter is not ('-' or '_' or ' ')));
        return Enum.TryParse<T>(word, ignoreCase: true, out var value)
            && Enum.IsDefined(value)
            && !word.Contains(',', StringComparison.Ordinal)
            ? value
            : null;
    }
}
