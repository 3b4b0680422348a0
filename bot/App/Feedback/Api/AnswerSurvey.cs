using System.Collections.Immutable;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Api;

/// <summary>An AI agent answers a survey, once, in its own lane.</summary>
internal static class AnswerSurvey
{
    /// <summary>The command of the request.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var wave = call.Get<AgentDesk>().Find(SurveysApi.NumberIn(call));
        var run = new AgentRun(
            Short(body, "agentVersion", AgentRun.LongestVersion), Short(body, "runRef", AgentRun.LongestRun));
        var typed = body.Texts("answers");
        var given = wave is null ? null : Read(body, WavePolicy.Of(wave).Items, typed);
        return new(
            _ => new(Do(call, run, given)),
            (number, _) => new(Tell(call, number)));
    }

    private static string? Short(BodyReader body, string name, int most)
    {
        var text = body.Text(name)?.Trim();
        if (text?.Length > most) body.Complain(name, Say(SurveyApiTexts.TooLong, most, text.Length));
        return text is "" ? null : text;
    }

    // Everything that is asked of the wave is asked in the commit: it may have closed meanwhile.
    private static CommandResult Do(ApiCall call, AgentRun run, NamedAnswers? given)
    {
        var (desk, number) = (call.Get<AgentDesk>(), SurveysApi.NumberIn(call));
        if (desk.Find(number) is not { } wave || given is null)
        {
            desk.NoteRefusal(number);
            return Problem.NotFound(SurveyApiTexts.NotFound);
        }

        return desk.Answer(wave, run, given, RecordCalls.Origin(call)) is { } why ? Problem.Refused(why) : wave.Id.Value;
    }

    private static ApiAnswer Tell(ApiCall call, long number) =>
        call.Get<AgentDesk>().Find(number) is { } wave && call.Get<AgentDesk>().Answered(wave) is { } answer
            ? ApiAnswer.Of(
                StatusCodes.Status201Created, SurveyTold.Of(answer, WavePolicy.Of(wave).Items), SurveysApiJson.Api.AgentAnswerResource)
            : Problem.NotFound(SurveyApiTexts.NotFound);

    private static NamedAnswers? Read(BodyReader body, ImmutableArray<SurveyItem> items, IReadOnlyDictionary<string, string>? typed)
    {
        var codes = string.Join(", ", items.Select(item => item.Code));
        foreach (var name in (typed?.Keys ?? []).Where(name => items.All(item => item.Code != name)))
        {
            body.Complain("answers", name, Say(SurveyApiTexts.UnknownItem, codes));
        }

        var values = (typed ?? ImmutableDictionary<string, string>.Empty)
            .Aggregate(Values.None, (all, one) => all.With(one.Key, one.Value));
        var (answers, problems) = SurveyAnswers.Read(items, values);
        foreach (var item in items.Where(item => problems.About(item.Code).Any()))
        {
            body.Complain("answers", item.Code, WhyNot(item, values));
        }

        if (problems.About("").Any()) body.Complain("answers", SurveyApiTexts.Nothing);
        return answers is null ? null : NamedAnswers.Of(answers);
    }

    private static string WhyNot(SurveyItem item, Values values) => item.IsText
        ? Say(SurveyApiTexts.TooLong, SurveyItem.LongestText, values[item.Code]!.Length)
        : Say(
            item.Kind is ItemKind.MultipleChoice ? SurveyApiTexts.SeveralOf : ApiTexts.OneOf,
            string.Join(", ", SurveyTold.AnswersOf(item)));
}
