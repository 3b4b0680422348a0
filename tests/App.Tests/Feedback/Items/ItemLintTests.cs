using System.Globalization;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Items;

/// <summary>
/// Good and bad questions, in a file beside this one, some of which the rules do not find. Rules and questions are by the same hand, so the
/// figures say what the rules were made for, and less of what leads will write.
/// </summary>
public sealed class ItemLintTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, LintRule> Names = new()
    {
        ["double-barrelled"] = LintRule.DoubleBarrelled, ["leading"] = LintRule.Leading, ["identifying"] = LintRule.Identifying,
        ["names-somebody"] = LintRule.NamesSomebody, ["double-negative"] = LintRule.DoubleNegative, ["too-long"] = LintRule.TooLong,
    };

    [Fact]
    public void Bad_questions_are_found_and_good_ones_pass()
    {
        var judged = Questions().Select(each => (each.Wrong, each.Words, Found: Judge(each))).ToList();
        foreach (var rule in Names.Values)
        {
            Report($"{rule}", judged.Count(each => each.Wrong == rule && each.Found.Contains(rule)),
                judged.Count(each => each.Found.Contains(rule)), judged.Count(each => each.Wrong == rule));
        }

        var (right, found, bad) = (
            judged.Count(each => each.Wrong is { } rule && each.Found.Contains(rule)), judged.Count(each => each.Found is not []),
            judged.Count(each => each.Wrong is not null));
        Report("all", right, found, bad);
        foreach (var (wrong, words, rules) in judged.Where(
            each => each.Wrong is { } rule ? !each.Found.Contains(rule) : each.Found is not []))
        {
            output.WriteLine($"{(wrong is null ? "raised without cause" : "missed")}: {words} {string.Join(", ", rules)}");
        }

        ((double)right / found).Should().BeGreaterThan(0.9, "advice that is often wrong is not read");
        ((double)right / bad).Should().BeGreaterThan(0.85);
        judged.Count(each => each.Wrong is null).Should().BeGreaterThan(40);
    }

    [Fact]
    public void Every_item_of_the_bank_and_of_the_templates_passes_in_the_smallest_group()
    {
        foreach (var item in ItemBank.All.Concat(SurveyTemplates.All.SelectMany(template => template.Items)))
        {
            ItemLint.Of(item.Words(), item.Kind, 6).Select(found => found.Sentence).Should().BeEmpty(item.Code);
        }
    }

    [Fact]
    public void The_manager_of_eight_people_is_not_asked_about()
    {
        var finding = ItemLint.Of("Your manager listens to you.", ItemKind.Likert, 8).Should().ContainSingle().Subject;

        finding.IsRefused.Should().BeTrue();
        finding.Sentence.Should().Be(
            "In a group of 8 the answer shows who gave it, or it is about one person (“Your manager”). Leave that out, or ask a group of "
            + "30 or more.");
        ItemLint.Of("Your manager listens to you.", ItemKind.Likert, 30).Should().BeEmpty();
    }

    [Fact]
    public void Advice_is_no_refusal() =>
        ItemLint.Of("The tool is fast and reliable.", ItemKind.Likert, 8).Should().ContainSingle().Which.IsRefused.Should().BeFalse();

    [Fact]
    public void Nothing_is_no_question() =>
        ItemLint.Of("  ", ItemKind.Likert, 8).Should().ContainSingle().Which.IsRefused.Should().BeTrue();

    private static LintRule[] Judge((ItemKind Kind, int People, LintRule? Wrong, string Words) each) =>
        [.. ItemLint.Of(each.Words, each.Kind, each.People).Select(finding => finding.Rule)];

    private void Report(string what, int right, int found, int bad) => output.WriteLine(
        $"{what}: {right} of {bad} found (recall {(double)right / bad:0.00}), {found} raised (precision {(double)right / found:0.00})");

    private static IEnumerable<(ItemKind Kind, int People, LintRule? Wrong, string Words)> Questions() =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "questions.txt"))
        where line is not "" && !line.StartsWith('#')
        let parts = line.Split('|')
        select (Enum.Parse<ItemKind>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture),
            Names.TryGetValue(parts[2], out var rule) ? rule : (LintRule?)null, parts[3]);

    private static string Here([CallerFilePath] string here = "") => here;
}
