using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>The cards of anonymity for the gallery.</summary>
internal static class BallotSamples
{
    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("survey-prove-it", "What anonymity stands on", () => ProveItCard.Of(
            new(say(WaveRows.HashOf("sample")), say("/keys"), Problem: null, BoxAudit.Latest))),
        new("survey-prove-it-refused", "The same where no keys can be kept", () => ProveItCard.Of(
            new(null, say("/keys"), say("The folder for the keys of anonymous surveys, /keys, is missing."), BoxAudit.Latest))),
    ];
}
