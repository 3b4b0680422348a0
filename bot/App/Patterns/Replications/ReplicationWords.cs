using Improvement.Bot.Statistics;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>The words for values that replications keep as codes, in the language of the current turn.</summary>
internal static class ReplicationWords
{
    /// <summary>Where a team stands.</summary>
    public static string Of(ReplicationState state) => Word($"State.{state}");

    /// <summary>What happens next in a team.</summary>
    public static string Next(ReplicationState state) => Word($"Next.{state}");

    /// <summary>Whether it helped.</summary>
    public static string Of(EffectVerdict verdict) => Word($"Verdict.{verdict}");

    /// <summary>The button of a step.</summary>
    public static string Button(ReplicationStep step) => Word($"Step.{step}");

    /// <summary>What the owner of the pattern is told of a step.</summary>
    public static string Told(ReplicationStep step) => Word($"Told.{step}");

    private static string Word(string key) => ReplicationTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"ReplicationTexts.resx has no words for “{key}”.");
}
