using System.Collections.Immutable;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Feedback.Agents;

/// <summary>What agents answered, made up, for the gallery.</summary>
internal static class AgentSamples
{
    /// <summary>Two of them, one without a version.</summary>
    public static ImmutableArray<AgentAnswer> Of(SampleVoice say) =>
    [
        new(
            say("Export agent"), new(say("v2.4"), say("run-4711")),
            new([new("speak-same-day", "4"), new("react-how", "dk")], ImmutableDictionary<string, string>.Empty)),
        new(
            say("Packing agent"), new(null, null),
            new(
                [new("pulse-recommend", "8")],
                ImmutableDictionary<string, string>.Empty.Add("pulse-better", say("Name the folder by its day")))),
    ];
}
