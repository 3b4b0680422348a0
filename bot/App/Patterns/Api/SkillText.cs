using System.Globalization;
using System.Text;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Pages;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Api;

/// <summary>
/// An instruction as an Agent Skill, the text of a <c>SKILL.md</c> (agentskills.io): front matter by which an agent finds it, and Markdown.
/// It has a path of its own, not a content type of the other one, so that a plain download yields the file. Whatever people wrote is data:
/// see <see cref="InertMarkdown"/>.
/// </summary>
internal static class SkillText
{
    /// <summary>Of the answer.</summary>
    public const string ContentType = "text/markdown";

    /// <summary>Characters of a description, by the specification.</summary>
    private const int LongestDescription = 1_024;

    /// <summary>Characters of the title in a description, so that there is room for the situation.</summary>
    private const int LongestTitle = 300;

    /// <summary>An instruction as the text of a file.</summary>
    public static ApiAnswer Tell(ApiCall call, Instruction instruction)
    {
        var address = call.Get<IConfiguration>()[PageAddress.Setting]?.TrimEnd('/') ?? "";
        return new(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(Of(instruction, address)), ContentType + "; charset=utf-8");
    }

    /// <summary>The text.</summary>
    /// <param name="address">The address of the bot, before the paths of its API; empty where nobody set it.</param>
    public static string Of(Instruction told, string address)
    {
        var (pattern, content) = (told.Pattern, told.Content);
        List<string?> blocks =
        [
            FrontMatter(told) + $"\n# {InertMarkdown.Line(content.Title)}",
            told.Warning is { } warning ? $"> {warning}" : null,
            told.IsNewest ? null : $"> {Say(InstructionTexts.WarnOld, told.Version.Edition, pattern.Edition)}",
            Say(InstructionTexts.Stands, pattern.Label, told.Version.Edition, PatternWords.Of(pattern.State), told.Strength),
            InstructionTexts.WrittenBy,
            .. Part(InstructionTexts.WhenHeading, told.When),
            .. Part(Heading("Story", pattern), content.Story),
            .. StepsOf(told),
            .. Part(InstructionTexts.LimitsHeading, content.Limits),
            .. SeenBy(told),
            .. Part(Heading("Mechanism", pattern), content.Mechanism),
            .. Part(Heading("Consequences", pattern), content.Consequences),
            .. Part(Heading("Forces", pattern), content.Forces),
            .. From(told),
            .. Report(told, address + PatternsApi.PathOf(pattern.Number)),
        ];
        return string.Join("\n\n", blocks.OfType<string>()) + "\n";
    }

    // each value is quoted by the rules of JSON, which those of YAML contain
    private static string FrontMatter(Instruction told)
    {
        var label = told.Pattern.Label;
        return $"""
            ---
            name: {InertMarkdown.Quoted(label.ToLowerInvariant())}
            description: {InertMarkdown.Quoted(DescriptionOf(told))}
            metadata:
              id: {InertMarkdown.Quoted(label)}
              version: {InertMarkdown.Quoted(told.Version.Edition.ToString(CultureInfo.InvariantCulture))}
              state: {InertMarkdown.Quoted(Codes.Of(told.Pattern.State))}
            ---

            """.ReplaceLineEndings("\n");
    }

    private static string DescriptionOf(Instruction told)
    {
        var (isAttempt, title) = (told.Pattern.IsAttempt, ShortText.Cut(InertMarkdown.Plain(told.Content.Title), LongestTitle));
        var does = Say(isAttempt ? InstructionTexts.DidNot : InstructionTexts.Does, title);
        if (!title.EndsWith('.') && !title.EndsWith('…')) does += ".";
        var when = told.When is { } situation
            ? Say(isAttempt ? InstructionTexts.ReadWhen : InstructionTexts.UseWhen, InertMarkdown.Plain(situation))
            : isAttempt ? InstructionTexts.ReadAlike : InstructionTexts.UseAlike;
        var description = Say(InstructionTexts.Described, does, when);
        if (told.Warning is { } warning) description = Say(InstructionTexts.Described, warning, description);
        // those who read skills take no tags here
        return ShortText.Cut(description.Replace('<', '‹').Replace('>', '›'), LongestDescription);
    }

    private static IEnumerable<string> Part(string heading, string? text) =>
        InertMarkdown.Paragraphs(text) is { Count: > 0 } paragraphs ? [$"## {heading}", .. paragraphs] : [];

    private static IEnumerable<string> StepsOf(Instruction told)
    {
        string[] steps =
        [
            .. told.Steps.Select((step, i) => $"{i + 1}. "
                + Say(step.IsCore ? InstructionTexts.CoreStep : InstructionTexts.OtherStep, InertMarkdown.Line(step.Text))),
        ];
        return steps is [] ? [] : [$"## {InstructionTexts.StepsHeading}", string.Join('\n', steps)];
    }

    private static IEnumerable<string> SeenBy(Instruction told)
    {
        string[] seen =
        [
            .. InertMarkdown.Paragraphs(told.Content.Evidence),
            .. told.Criteria.Select(found => Say(
                found.IsMet ? InstructionTexts.CheckMet : InstructionTexts.CheckNotMet,
                told.Pattern.IsAttempt ? PatternWords.OfAttempt(found.Criterion) : PatternWords.Of(found.Criterion), found.Edition,
                InertMarkdown.Line(found.Evidence))),
        ];
        return seen is [] ? [] : [$"## {InstructionTexts.SeenHeading}", .. seen];
    }

    private static IEnumerable<string> From(Instruction told)
    {
        yield return $"## {InstructionTexts.FromHeading}";
        if (told.Pattern.TeamName is { } team) yield return Say(InstructionTexts.FromTeam, InertMarkdown.Line(team));
        if (told.Origin is { } origin) yield return Say(InstructionTexts.FromRecord, origin);
        yield return Say(InstructionTexts.FromDay, Day(told.Pattern.CreatedAt), Day(told.Version.At));
    }

    private static IEnumerable<string> Report(Instruction told, string path)
    {
        yield return $"## {InstructionTexts.ReportHeading}";
        yield return InstructionTexts.ReportIntro;
        if (!told.Pattern.IsOver)
        {
            yield return InstructionTexts.ReportUse;
            yield return Request($$"""POST {{path}}/uses   { "about": "ERR-12" } or { }""");
            yield return InstructionTexts.ReportFlag;
            yield return Request($$"""POST {{path}}/flags   { "words": "…" }""");
        }

        yield return InstructionTexts.ReportNewer;
        yield return Request($"GET {path}/skill");
    }

    private static string Request(string request) => $"```text\n{request}\n```";

    private static string Heading(string field, Pattern pattern) =>
        pattern.IsAttempt && PatternWords.FieldOfAttempt(field) is { } words ? words : PatternWords.Field(field);

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
