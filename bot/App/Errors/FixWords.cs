using Improvement.Bot.People;

namespace Improvement.Bot.Errors;

/// <summary>The words for the choices of a fix proposal, in the language of the moment.</summary>
internal static class FixWords
{
    /// <summary>The words of a choice.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Of($"{typeof(T).Name}.{value}");

    /// <summary>The rule that chose a lead, told of that lead to their deputy.</summary>
    public static string ForAnother(DeciderRule rule) => Of($"DeciderRule.{rule}.For");

    /// <summary>A field of a proposal, in the middle of a sentence.</summary>
    public static string Field(string field) => Of($"Field.{field}");

    private static string Of(string key) =>
        FixTexts.ResourceManager.GetString(key) ?? throw new InvalidOperationException($"FixTexts.resx has no words for “{key}”.");
}
