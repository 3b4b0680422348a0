using FluentAssertions;
using Improvement.Bot.Operations.Simulations;
using Improvement.Bot.Tests.Texts;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

public sealed class SimulationCommandsTests
{
    [Theory]
    [InlineData("simulate-verdicts", 2 * 15)]
    [InlineData("simulate-alarms", 30 + 24)]
    [InlineData("simulate-effects", 9 + 9 + 4)]
    public async Task A_simulation_prints_a_row_for_each_case(string command, int rows)
    {
        var (code, said, problems) = await Run(command, "--runs", "2", "--seed", "7");
        (code, problems).Should().Be((0, ""));
        said.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)).Should().Be(rows);
    }

    [Theory]
    [InlineData("simulate-verdicts", "--runs", "0")]
    [InlineData("simulate-verdicts", "--seed", "many")]
    [InlineData("simulate-alarms", "--runs", "1.5")]
    public async Task What_is_no_number_is_named(string command, string option, string typed)
    {
        var (code, said, problems) = await Run(command, option, typed);
        code.Should().Be(2);
        problems.Should().Contain(option).And.Contain(typed);
        said.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_word_comes_from_a_resource_file()
    {
        using var _ = PseudoLanguage.Spoken();
        PseudoLanguage.PlainWords((await Run("simulate-alarms", "--runs", "1")).Said).Should().BeEmpty();
        PseudoLanguage.PlainWords((await Run("simulate-effects", "--runs", "1")).Said).Should().BeEmpty();
    }

    private static async Task<(int Code, string Said, string Problems)> Run(params string[] words)
    {
        var (said, problems) = (new StringWriter(), new StringWriter());
        var code = await SimulationCommands.All.Single(command => command.Name == words[0]).Run(words, said, problems);
        return (code, said.ToString(), problems.ToString());
    }
}
