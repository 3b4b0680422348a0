using System.Text.Json.Serialization;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What those who lead say to a result; the properties are the inputs of the form.</summary>
/// <param name="Did">Whether they did something, or will not.</param>
internal sealed record ReplyAnswer(bool Did, string Words);

/// <summary>What the form begins with.</summary>
/// <param name="Refusal">Why there is none; null where there is.</param>
internal sealed record ReplyPresent(string Name = "", string? Refusal = null);

/// <summary><em>Say what follows</em>: we did, or we will not, because; to the same people who were asked.</summary>
internal static class ReplyToResult
{
    private const int Longest = 1000;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "survey-reply", Conduct, ReplyJson.Default, () => Card(SurveysTexts.ReplyHelp, Text(SurveysTexts.ReplyHelp)));

    /// <summary>What, or why not.</summary>
    public static Form<ReplyAnswer> Form(ReplyPresent present)
    {
        var heading = Say(SurveysTexts.ReplyHeading, present.Name);
        return new(
            Card(
                heading,
                Heading(heading),
                Text(SurveysTexts.ReplyExplanation),
                Pick(
                    nameof(ReplyAnswer.Did), SurveysTexts.ReplyKind,
                    [("true", SurveysTexts.WeDid), ("false", SurveysTexts.WeWillNot)]) with
                {
                    Value = "true", IsRequired = true, ErrorMessage = SurveysTexts.ReplyKindMissing,
                },
                Paragraph(nameof(ReplyAnswer.Words), SurveysTexts.ReplyWords) with
                {
                    IsRequired = true, ErrorMessage = SurveysTexts.ReplyWordsMissing,
                }),
            answer => Problems.None
                .When(string.IsNullOrWhiteSpace(answer.Words), nameof(ReplyAnswer.Words), SurveysTexts.ReplyWordsMissing)
                .When(
                    answer.Words.Length > Longest, nameof(ReplyAnswer.Words),
                    Say(SurveysTexts.ReplyTooLong, Longest, answer.Words.Length)))
        {
            Submit = SurveysTexts.ReplySend, MainInput = nameof(ReplyAnswer.Words),
        };
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var wave = dialog.Given<RecordNumber>()?.Number ?? 0;
        var present = await dialog.Look("present", (ReplyDesk desk, CancellationToken _) => desk.Present(wave));
        if (present.Refusal is { } refusal) return Ending.With(SurveyCards.Sentence(refusal));
        var answer = await dialog.Ask("reply", () => Form(present));
        var kept = await dialog.Do("keep", (ReplyDesk desk, CancellationToken _) =>
            desk.Keep(wave, answer, new(dialog.Id, dialog.ShownAt)));
        return Ending.With(SurveyCards.Sentence(kept.Refusal ?? SurveysTexts.ReplyKept));
    }
}

/// <summary>What the dialog of a reply reads and writes, for whoever acts.</summary>
internal sealed class ReplyDesk(
    SurveyWaves waves, SurveyAccess access, SurveyReplies replies, SurveyResults results, Actor actor, RecordEvents events,
    Refusals refusals)
{
    /// <summary>Whether they may, and what the result is called.</summary>
    public ValueTask<ReplyPresent> Present(long wave) =>
        new(Permitted(wave, out var why) is { } found ? new ReplyPresent(waves.NameOf(found)) : new ReplyPresent(Refusal: why));

    /// <summary>Keeps what they say and shows it to everybody who was asked; asks again whether they may.</summary>
    public ValueTask<ReplyPresent> Keep(long wave, ReplyAnswer answer, RequestOrigin origin)
    {
        if (Permitted(wave, out var why) is not { } found)
        {
            refusals.Note(new(WaveLaunch.RecordKind, wave, null));
            return new(new ReplyPresent(Refusal: why));
        }

        replies.Keep(found.Id, new(answer.Did, answer.Words.Trim()), actor.FindOrKeep(), actor.Now);
        foreach (var view in new[] { SurveyViews.Asked, SurveyViews.Post, SurveyViews.Result }) results.ShowAgain(found.Id, view);
        events.Append(new(WaveLaunch.RecordKind, wave, found.Team), "answered", origin);
        return new(new ReplyPresent(waves.NameOf(found)));
    }

    private Wave? Permitted(long id, out string why)
    {
        var wave = waves.Find(new(id));
        why = wave is not { State: WaveState.Released } ? SurveysTexts.Gone : SurveysTexts.OnlyLeads;
        return wave is { State: WaveState.Released } && access.Leads(wave) ? wave : null;
    }
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ReplyAnswer))]
[JsonSerializable(typeof(ReplyPresent))]
internal sealed partial class ReplyJson : JsonSerializerContext;
