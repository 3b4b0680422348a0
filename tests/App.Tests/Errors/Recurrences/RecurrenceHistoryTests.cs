using System.Globalization;
using System.Text.Json;
using CsvHelper;
using FluentAssertions;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Tests.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Recurrences;

/// <summary>The rules over two real histories: duplicates of a bug tracker, and failures of AI agents, with their dates moved.</summary>
public sealed class RecurrenceHistoryTests
{
    private static readonly ReopenedLately Quiet = new(0, 0);

    [SharedDataFact(HadoopReports.File)]
    public void Of_duplicates_those_from_before_the_fix_reopen_nothing_and_those_after_it_all_if_they_are_fresh()
    {
        var resolved = Resolved();
        var reports = HadoopReports.Load();
        var pairs = reports.InOrder
            .Where(report => reports.Partnered.ContainsKey(report.Id))
            .SelectMany(report => reports.Partnered[report.Id].Select(partner => (
                Partner: partner, Created: new DateTimeOffset(report.Created, TimeSpan.Zero))))
            .Where(pair => resolved.ContainsKey(pair.Partner)).ToList();
        pairs.Should().HaveCountGreaterThan(40);

        foreach (var (partner, created) in pairs)
        {
            var fix = new FixInEffect(resolved[partner]);
            var asItWas = RecurrenceRule.On(new(created) { IsSaid = true }, fix, Quiet, created.AddHours(1));
            asItWas.Should().Be(
                created > fix.EffectiveAt.AddHours(RecurrenceRule.GraceHours)
                    ? RecurrenceOutcome.Reopened : RecurrenceOutcome.BeforeTheFix);

            foreach (var days in new[] { 2, 30, 400 })
            {
                var moved = fix.EffectiveAt.AddDays(days);
                RecurrenceRule.On(new(moved) { IsSaid = true }, fix, Quiet, moved.AddHours(3)).Should().Be(RecurrenceOutcome.Reopened);
                RecurrenceRule.On(new(moved) { IsSaid = true }, fix, Quiet, moved.AddDays(20)).Should().Be(RecurrenceOutcome.NotFresh);
                RecurrenceRule.On(new(moved) { IsSaid = true, IsImported = true }, fix, Quiet,
                    moved).Should().Be(RecurrenceOutcome.Imported);
            }

            // Somebody writes of it after the fix; it happened before.
            RecurrenceRule.On(new(fix.EffectiveAt.AddDays(-1)) { IsSaid = true }, fix, Quiet, fix.EffectiveAt.AddDays(2)).Should()
                .Be(RecurrenceOutcome.BeforeTheFix);
        }
    }

    [SharedDataFact("agent-failures/failures.json")]
    public void Of_failures_of_an_agent_those_of_the_version_with_the_fix_reopen_it_until_the_circuit_opens()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.File("agent-failures/failures.json")));
        var start = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        // One failure every ten minutes; the fix of every agent takes effect two days before the first, with version 2.
        var failures = file.RootElement.EnumerateArray().Select((failure, at) => (
            Agent: failure.GetProperty("agent").GetString()!, At: start.AddMinutes(10 * at),
            Version: at % 3 is 0 ? "1.9" : at % 3 is 1 ? "2.0" : null)).ToList();
        var fix = new FixInEffect(start.AddDays(-2)) { Version = "2.0" };
        var reopened = new List<(string Agent, DateTimeOffset At)>();
        var outcomes = new List<RecurrenceOutcome>();
        foreach (var (agent, at, version) in failures)
        {
            var lately = new ReopenedLately(reopened.Count(each => at - each.At < TimeSpan.FromHours(1)), reopened.Count);
            var known = reopened.Exists(each => each.Agent == agent); // it is open again, so nothing is left to reopen
            var outcome = RecurrenceRule.On(new(at) { IsSaid = true, Version = version, IsKnown = known }, fix, lately, at.AddMinutes(1));
            if (outcome is RecurrenceOutcome.Reopened) reopened.Add((agent, at));
            outcomes.Add(outcome);
        }

        reopened.Should().HaveCount(RecurrenceRule.MostInDay, "the eleventh of a day is asked about");
        reopened.Select(each => each.Agent).Should().OnlyHaveUniqueItems();
        outcomes.Should().Contain(RecurrenceOutcome.OlderVersion).And.Contain(RecurrenceOutcome.UnknownVersion)
            .And.Contain(RecurrenceOutcome.CircuitOpen);
        foreach (var (first, third) in reopened.Zip(reopened.Skip(RecurrenceRule.MostInHour)))
        {
            (third.At - first.At).Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
        }
    }

    private static Dictionary<long, DateTimeOffset> Resolved()
    {
        var resolved = new Dictionary<long, DateTimeOffset>();
        using var reader = CsvReader.FromFile(SharedData.File(HadoopReports.File));
        while (reader.Read())
        {
            if (reader.GetString("Resolved") is not { Length: > 0 } at) continue;
            resolved[long.Parse(reader.GetString("Issue id"), CultureInfo.InvariantCulture)] = DateTimeOffset.ParseExact(
                at, "dd/MMM/yy HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }

        return resolved;
    }
}
