using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>Everything that shows a result asks the release: nothing else reads what is stored of answers.</summary>
public sealed class OneReaderTests
{
    [Theory]
    [InlineData("survey_tallies", "ReleaseReader.cs", "ReleaseStore.cs", "StoredColumns.cs")]
    [InlineData("survey_comments", "ReleaseReader.cs", "ReleaseStore.cs", "StoredColumns.cs")]
    [InlineData("survey_responses", "NamedResponses.cs", "StoredColumns.cs")]
    [InlineData("survey_agent_answers", "AgentAnswers.cs", "StoredColumns.cs")]
    public void What_is_stored_of_answers_is_named_in_these_files_alone(string table, params string[] files) =>
        Directory.GetFiles(App(), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(table, StringComparison.Ordinal))
            .Select(Path.GetFileName).Should().BeEquivalentTo(files);

    private static string App([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../bot/App"));
}
