using FluentAssertions;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Proposals;

public sealed class ProposalTests
{
    [Theory]
    [InlineData("The report almost went to the wrong customer", 1, "caught-in-time")]
    [InlineData("We caught the wrong total before the invoice was printed", 1, "caught-in-time")]
    [InlineData("A technician was injured by the saw", 5, "person-hurt")]
    [InlineData("Severe injuries", 5, "person-hurt")]
    [InlineData("He almost made it to the car, then the tree fell and he was taken by ambulance to the hospital", 5, "person-hurt")]
    [InlineData("The driver broke his arm", 5, "person-hurt")]
    [InlineData("The press injured somebody again", 5, "person-hurt")]
    [InlineData("Somebody could have been injured by the saw", 0, "could-have-been-worse")]
    [InlineData("The parcel went to the hospital", 2, "default")]
    [InlineData("Personal data of patients went to a mailing list", 5, "privacy-or-law")]
    [InlineData("All customers got a wrong invoice", 4, "commitment-missed")]
    [InlineData("Sarah had to redo the slides", 3, "rework")]
    [InlineData("There is a typo in the title of the page", 2, "no-harm")]
    [InlineData("The open cable could cause a fall", 0, "could-happen")]
    [InlineData("The nightly export was empty", 2, "default")]
    [InlineData("", 2, "default")]
    [InlineData("昨晚的导出是空的", 2, "default")]
    public void A_severity_is_proposed_with_the_rule_that_gave_it(string story, int severity, string rule)
    {
        var proposal = SeverityRules.Propose(story);
        proposal.Value.Should().Be((Severity)severity);
        proposal.Rule.Should().Be(rule);
        proposal.RulesVersion.Should().Be(SeverityRules.Version);
        proposal.Confidence.Should().BeInRange(0.1, 0.9);
    }

    [Theory]
    [InlineData("Nobody was injured", "default")]
    [InlineData("Two people would have been injured by it", "default")]
    [InlineData("Maria nearly got hurt", "caught-in-time")]
    [InlineData("There was no data loss", "default")]
    [InlineData("It did not crash", "default")]
    public void What_did_not_happen_does_not_count(string story, string rule) => SeverityRules.Propose(story).Rule.Should().Be(rule);

    [Theory]
    [InlineData("The export sent last week's file to three customers", Kinds.WrongInformation)]
    [InlineData("The agent hallucinated a price", Kinds.WrongInformation)]
    [InlineData("Nobody told the night shift about the change", Kinds.LostHandOver)]
    [InlineData("I forgot the attachment", Kinds.Omitted)]
    [InlineData("The agent misunderstood the task", Kinds.Misunderstood)]
    [InlineData("The invoice went out twice", Kinds.Extra)]
    [InlineData("The delivery came too late", Kinds.Late)]
    [InlineData("The figures were not checked", Kinds.NotChecked)]
    [InlineData("The server crashed", Kinds.ToolFailure)]
    [InlineData("The total is wrong", Kinds.Wrong)]
    [InlineData("Passwords stood on the whiteboard", Kinds.Unsafe)]
    [InlineData("Something odd happened", null)]
    public void A_kind_is_proposed_where_the_text_names_one(string story, string? kind) => KindRules.Propose(story).Value.Should().Be(kind);

    [Fact]
    public void Every_kind_proposed_is_on_offer() =>
        new[] { "unsafe", "hand over", "late", "misunderstood", "sent twice", "made up", "not checked", "missing", "crashed", "wrong" }
            .Select(word => KindRules.Propose(word).Value)
            .Should().BeEquivalentTo(Taxonomy.Starting.Kind.Codes);

    [Fact]
    public void A_story_of_the_largest_size_is_read_in_no_time()
    {
        var story = string.Concat(Enumerable.Repeat("wrong caught sent lost ", 1_000))[..Story.MaxLength];
        var started = TimeProvider.System.GetTimestamp();
        SeverityRules.Propose(story);
        KindRules.Propose(story);
        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }
}
