using System.Text.Json;
using CsvHelper;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Tests.Similarity;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Errors.Proposals;

/// <summary>Rough figures that the keyword rules must not fall below when they are changed.</summary>
public sealed class ProposalsOnRealReportsTests(ITestOutputHelper output)
{
    [SharedDataFact(HadoopReports.File)]
    public void Severity_leans_the_way_maintainers_rated_their_bugs()
    {
        var rated = new List<(string Rule, string Priority)>();
        using var reader = CsvReader.FromFile(SharedData.File(HadoopReports.File));
        while (reader.Read())
        {
            rated.Add(
                (
                    SeverityRules.Propose($"{reader.GetString("Summary")}. {reader.GetString("Description")}").Rule,
                    reader.GetString("Priority")));
        }
        foreach (var rule in rated.GroupBy(bug => bug.Rule).OrderByDescending(rule => rule.Count()))
        {
            output.WriteLine($"{rule.Key}: {rule.Count()}, critical or worse {Share(rule, "Critical", "Blocker"):0.00}, minor or "
                + $"less {Share(rule, "Minor", "Trivial"):0.00}");
        }

        Share(rated.Where(bug => bug.Rule == "stopped-working"), "Critical", "Blocker")
            .Should()
            .BeGreaterThan(2 * Share(rated, "Critical", "Blocker"));
        Share(rated.Where(bug => bug.Rule == "no-harm"), "Minor", "Trivial").Should().BeGreaterThan(2 * Share(rated, "Minor", "Trivial"));
    }

    [SharedDataFact("safenet/safenet_2005.csv")]
    public void Failed_communication_is_recognised_in_safety_reports()
    {
        var filed = new List<(string Factor, string? Kind)>();
        foreach (var year in new[] { 2005, 2010, 2014 })
        {
            using var reader = CsvReader.FromFile(SharedData.File($"safenet/safenet_{year}.csv"),
                new CsvReaderOptions { TrimWhitespace = true });
            while (reader.Read())
            {
                if (reader.GetString("Contributing Factors").Split(';', StringSplitOptions.RemoveEmptyEntries) is [var only])
                {
                    filed.Add((only, KindRules.Propose(reader.GetString("Narrative")).Value));
                }
            }
        }
        var lost = filed.Where(report => report.Kind == Kinds.LostHandOver).ToList();
        var precision = lost.Count(report => report.Factor == "Communications") / (double)lost.Count;
        var recall = filed.Count(report =>
            report is ("Communications", Kinds.LostHandOver)) / (double)filed.Count(report => report.Factor == "Communications");
        output.WriteLine($"communications: precision {precision:0.00}, recall {recall:0.00}");
        precision.Should().BeGreaterThan(0.75);
        recall.Should().BeGreaterThan(0.55);
    }

    [SharedDataFact("agent-failures/failures.json")]
    public void Most_failures_of_agents_get_a_proposal()
    {
        using var failures = JsonDocument.Parse(File.ReadAllText(SharedData.File("agent-failures/failures.json")));
        var proposals =
            failures.RootElement.EnumerateArray().Select(failure => KindRules.Propose(failure.GetProperty("reason").GetString()!)).ToList();
        output.WriteLine(string.Join(", ", proposals.CountBy(proposal => proposal.Value ?? "none").OrderByDescending(kind => kind.Value)));
        proposals.Count(proposal => proposal.FromText).Should().BeGreaterThan(proposals.Count / 2);
    }

    private static double Share(IEnumerable<(string Rule, string Priority)> bugs, params string[] priorities)
    {
        var all = bugs.ToList();
        return all.Count(bug => priorities.Contains(bug.Priority)) / (double)all.Count;
    }
}
