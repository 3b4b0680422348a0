using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// What a wave promises and by which rules it is told of, frozen at its launch. Its hash is bound to the answers and stands on
/// <em>Prove it</em>, so that nothing of it can be changed afterwards unseen.
/// </summary>
/// <param name="Template">Id of the template.</param>
/// <param name="Version">Of the template.</param>
/// <param name="Number">Of the wave in its survey, which decides about the items that take turns.</param>
/// <param name="ScoreThreshold">See <see cref="ReleasePolicy.ScoreThreshold"/>.</param>
/// <param name="TextThreshold">See <see cref="ReleasePolicy.TextThreshold"/>.</param>
/// <param name="Breakdown">What the one breakdown is by; null for none.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Own">The question of whoever launched it; null for none.</param>
internal sealed record WavePolicy(
    string Template, int Version, int Number, SurveyMode Mode, int ScoreThreshold, int TextThreshold, string? Breakdown,
    ImmutableArray<SurveyGroup> Groups, OwnItem? Own = null)
{
    /// <summary>The policy of a wave that is launched now.</summary>
    public static WavePolicy Of(SurveyTemplate template, int number, NewSurvey plan, Audience audience) => new(
        template.Id, template.Version, number, plan.Mode, ReleasePolicy.Usual.ScoreThreshold, ReleasePolicy.Usual.TextThreshold,
        plan.ByTeam ? SurveysTexts.BreakdownTeam : null, audience.Groups, plan.Own);

    /// <summary>The one that a wave was launched with.</summary>
    public static WavePolicy Of(Wave wave) => JsonSerializer.Deserialize(wave.Policy, WavePolicyJson.Default.WavePolicy)!;

    /// <summary>What may be told.</summary>
    [JsonIgnore]
    public ReleasePolicy Release => new(ScoreThreshold, TextThreshold, Breakdown);

    /// <summary>The template, in the version that was asked.</summary>
    /// <exception cref="InvalidOperationException">This version of the bot does not know it.</exception>
    [JsonIgnore]
    public SurveyTemplate Asked => SurveyTemplates.Find(Template, Version)
        ?? throw new InvalidOperationException($"There is no version {Version} of the template {Template}.");

    /// <summary>What was asked, in the order of the card.</summary>
    [JsonIgnore]
    public ImmutableArray<SurveyItem> Items => Asked.ItemsOf(Number, Own);

    /// <summary>What is counted.</summary>
    /// <param name="people">How many are asked.</param>
    public BoxForm FormFor(int people)
    {
        var outcome = Asked.Outcome.Code;
        BoxItem[] counted = [.. Items.Where(item => !item.IsText)
            .Select(item => new BoxItem(item.Code, item.Answers, item.Kind is ItemKind.MultipleChoice))];
        return new([.. counted], [.. Items.Where(item => item.IsText).Select(item => item.Code)], Groups.Length + 1, people)
        {
            Pairs = people < BoxForm.FewestForPairs || counted.Any(item => item.Code == outcome && item.TakesSeveral) ? [] :
                [.. counted.Where(item => item.Code != outcome && !item.TakesSeveral).Select(item => new BoxPair(item.Code, outcome))],
        };
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WavePolicyJson.Default.WavePolicy);
}

/// <summary>Reads and writes the policy of a wave.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WavePolicy))]
[JsonSerializable(typeof(OwnItem))]
internal sealed partial class WavePolicyJson : JsonSerializerContext;
