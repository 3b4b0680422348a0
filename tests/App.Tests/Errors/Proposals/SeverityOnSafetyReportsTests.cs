using CsvHelper;
using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Errors.Proposals;

/// <summary>The rule on people who were hurt, on 411 real narratives of which each that mentions injury was read.</summary>
public sealed class SeverityOnSafetyReportsTests(ITestOutputHelper output)
{
    /// <summary>
    /// The reports in which somebody was hurt or fell ill. Others speak of injuries that did not happen, might have happened or happened
    /// elsewhere.
    /// </summary>
    private static readonly HashSet<string> SomebodyWasHurt =
    [
        "24775", "24462", "24774", "24621", "25452", "25441", "25439", "25438", "25406", "25388", "25389", "27444", "27443", "27441",
        "27439", "25383", "25357", "25356",
        "24762", "25351", "27438", "25343", "25333", "25332", "32402", "32022", "32023", "31283", "31242", "31303", "31063", "30804",
        "30781", "27445", "25361", "24687",
    ];

    [SharedDataFact("safenet/safenet_2005.csv")]
    public void Who_was_hurt_is_critical_and_who_might_have_been_is_not()
    {
        var stories = Stories().ToList();
        stories.Count(story => SomebodyWasHurt.Contains(story.Id)).Should().Be(SomebodyWasHurt.Count);

        var missed = stories.Where(story =>
            SomebodyWasHurt.Contains(story.Id) && SeverityRules.Propose(story.Text).Value is not Severity.Critical).ToList();
        var invented =
            stories.Where(story => !SomebodyWasHurt.Contains(story.Id) && SeverityRules.Propose(story.Text).Rule == "person-hurt").ToList();
        output.WriteLine($"missed {string.Join(' ', missed.Select(story => story.Id))}; "
            + $"invented {string.Join(' ', invented.Select(story => story.Id))}");

        missed.Should().HaveCountLessThanOrEqualTo(6, "30 of 36 are found; before, 15 were");
        invented.Should().HaveCountLessThanOrEqualTo(1);
    }

    private static IEnumerable<(string Id, string Text)> Stories()
    {
        foreach (var year in new[] { 2005, 2010, 2014 })
        {
            using var reader = CsvReader.FromFile(SharedData.File($"safenet/safenet_{year}.csv"),
                new CsvReaderOptions { TrimWhitespace = true });
            while (reader.Read()) yield return (reader.GetString("ID"), reader.GetString("Narrative"));
        }
    }
}
