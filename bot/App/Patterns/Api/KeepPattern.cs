using System.Text.Json;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Api;

/// <summary>Keeps a pattern, and says that one was used or what is wrong with it: the same checks and effects as in the chat.</summary>
internal static class KeepPattern
{
    /// <summary>What worked, or did not.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var story = body.Text("story")?.Trim() ?? "";
        if (story.Length is 0) body.Complain("story", PatternTexts.StoryMissing);
        var content = new PatternContent(CaptureText.Trimmed(body.Text("title")) ?? CaptureText.TitleOf(story), story);
        foreach (var field in PatternField.Further)
        {
            content = field.Set(content, CaptureText.Trimmed(body.Text(JsonNamingPolicy.CamelCase.ConvertName(field.Name))));
        }

        foreach (var field in PatternField.All)
        {
            if (CaptureText.TooLong(field.Of(content), LongestOf(field)) is { } complaint)
            {
                body.Complain(JsonNamingPolicy.CamelCase.ConvertName(field.Name), complaint);
            }
        }

        var (saved, toAdopt) = (Hours(body, "hoursSaved"), Hours(body, "hoursToAdopt"));
        content = content with { HoursSaved = saved, HoursToAdopt = toAdopt };
        var isAttempt = body.Flag("isAttempt") is true;
        return new(
            async _ => await call.Get<PatternCapture>().Keep(new NewPattern(content, isAttempt), RecordCalls.Origin(call)),
            (number, _) => new(PatternsApi.TellKept(call, number)));
    }

    /// <summary>It was used.</summary>
    public static ApiCommand Use(ApiCall call, BodyReader body)
    {
        var (label, kinds) = (body.Text("about"), call.Get<RecordKinds>());
        var about = label is not null && kinds.ReadLabel(label) is { } record ? new PatternOrigin(record.Kind.Name, record.Number) : null;
        if (label is not null && about is null) body.Complain("about", PatternTexts.ApiAbout);
        return PatternsApi.Calls.Step(
            call, (number, origin) => call.Get<PatternUse>().Note(number, about, origin).Refusal, number => PatternsApi.Tell(call, number));
    }

    /// <summary>Something is wrong with it.</summary>
    public static ApiCommand Flag(ApiCall call, BodyReader body)
    {
        var words = body.Text("words")?.Trim() ?? "";
        if (words.Length is 0) body.Complain("words", PatternTexts.WordsMissing);
        if (CaptureText.TooLong(words, CaptureText.LongestPart) is { } complaint) body.Complain("words", complaint);
        return PatternsApi.Calls.Step(
            call, (number, origin) => FlagPattern.Take(call.Services, number, new(words), origin),
            number => PatternsApi.Tell(call, number));
    }

    private static double? Hours(BodyReader body, string name)
    {
        var hours = body.Fraction(name);
        if (!PatternEstimates.IsPossible(hours)) body.Complain(name, PatternTexts.HoursWrong);
        return hours;
    }

    private static int LongestOf(PatternField field) => field.Name switch
    {
        nameof(PatternContent.Title) => CaptureText.LongestTitle,
        nameof(PatternContent.Story) => CaptureText.LongestStory,
        _ => CaptureText.LongestPart,
    };
}
