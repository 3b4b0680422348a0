using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verdicts;

/// <summary>What the forms about a verdict begin with.</summary>
/// <param name="Words">What the counts say; null while they say nothing.</param>
/// <param name="Day">Since when the fix is in effect.</param>
/// <param name="Today">The day where the team is.</param>
internal sealed record VerdictPresent(string Title, string? Words, DateOnly Day, string? Version, DateOnly Today);

/// <summary>The answer of the form that says when a fix took effect.</summary>
internal sealed record EffectAnswer(DateOnly? Day = null, string? Version = null);

/// <summary>The forms about a verdict: another one than the counts say, and since when the fix is in effect.</summary>
internal static class VerdictForms
{
    /// <summary>Characters of a version at most.</summary>
    public const int LongestVersion = 80;

    /// <summary><em>It did not work …</em></summary>
    public static Form<Words> Failed(long number, VerdictPresent present) => TriageDialog.AskingForWords(
        number, VerificationTexts.CallFailedHeading, present.Words, VerificationTexts.CallFailedLabel, VerificationTexts.CallFailedIt,
        VerificationTexts.CallMissing);

    /// <summary><em>Cannot tell …</em></summary>
    public static Form<Words> Unclear(long number, VerdictPresent present) => TriageDialog.AskingForWords(
        number, VerificationTexts.CallUnclearHeading, present.Words, VerificationTexts.CallUnclearLabel, VerificationTexts.CallUnclearIt,
        VerificationTexts.CallMissing);

    /// <summary><em>In effect since …</em></summary>
    public static Form<EffectAnswer> Effect(long number, VerdictPresent present)
    {
        var heading = Say(VerificationTexts.EffectHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Hint(VerificationTexts.EffectExplanation),
                new DateInput(nameof(EffectAnswer.Day), Escape.Markdown(VerificationTexts.EffectDay)) with
                {
                    Value = present.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                },
                Line(nameof(EffectAnswer.Version), VerificationTexts.EffectVersion) with
                {
                    Value = present.Version, Placeholder = VerificationTexts.EffectVersionHint,
                }),
            answer => Problems.None
                .When(answer.Day > present.Today, nameof(EffectAnswer.Day), VerificationTexts.EffectTooLate)
                .When(
                    answer.Version?.Length > LongestVersion, nameof(EffectAnswer.Version),
                    Say(VerificationTexts.EffectVersionTooLong, LongestVersion)))
        {
            Submit = VerificationTexts.EffectIt,
            MainInput = nameof(EffectAnswer.Version),
        };
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<VerdictPresent>))]
[JsonSerializable(typeof(Words))]
[JsonSerializable(typeof(EffectAnswer))]
internal sealed partial class VerdictJson : JsonSerializerContext;
