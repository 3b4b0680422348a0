using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>What the page teaches an agent's developer works as it stands there.</summary>
public sealed partial class ReadmeTests(ApiProduct product) : IClassFixture<ApiProduct>
{
    [CurlFact]
    public async Task Each_example_of_the_page_does_what_the_page_says()
    {
        var team = await product.TeamOf(product.Somebody());
        var (key, other) = (await product.KeyIn(team, "Export agent"), await product.KeyIn(team, "Other agent"));
        var examples = Example().Matches(await File.ReadAllTextAsync(Page())).Select(match => match.Groups["commands"].Value).ToList();
        var number = 0L;
        var answers = new List<JsonElement>();

        foreach (var example in examples)
        {
            var answer = JsonDocument.Parse(
                await Run(
                    example, ("BOT", product.Bot.Root.ToString().TrimEnd('/')), ("KEY", key), ("OTHER", other),
                    ("NUMBER", $"{number}"))).RootElement;
            answer.TryGetProperty("status", out _).Should().BeFalse($"{example} is no problem: {answer}");
            if (answer.TryGetProperty("error", out var error)) number = error.GetProperty("number").GetInt64();
            answers.Add(answer);
        }

        answers.Should().HaveCount(5);
        answers[2].GetProperty("reports").GetInt32().Should().Be(2);
        answers[3].GetProperty("agentMode").GetString().Should().Be("no-check");
        answers[4].GetProperty("items").GetArrayLength().Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public void Each_kind_of_problem_stands_on_the_page()
    {
        var page = File.ReadAllText(Page());
        foreach (var kind in typeof(ProblemTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!))
        {
            page.Should().Contain($"`{kind.Split(':')[^1]}`");
        }
    }

    private static async Task<string> Run(string commands, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", ["-ec", commands]) { UseShellExecute = false, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, await complained);
        return await said;
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../bot/App/Api/README.md"));

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

/// <summary>A test that needs bash and curl; skipped with the reason on a machine without them.</summary>
internal sealed class CurlFactAttribute : FactAttribute
{
    public CurlFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var program in new[] { "bash", "curl" })
        {
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, program)))) Skip = $"needs {program}, which is not on this machine";
        }
    }
}
