using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>The quality checks of a root cause analysis, and the order of its tree.</summary>
public sealed class AnalysisChecksTests
{
    private static readonly Cause Direct = Node(1, null, "The label was printed on the wrong side", CauseKind.Direct);
    private static readonly Cause Factor = Node(2, 1, "The roll can be put in both ways", CauseKind.Contributing);
    private static readonly Cause Root = Node(3, 2, "The holder has no guide", CauseKind.Root) with { Evidence = ["Photo of the holder"] };
    private static readonly Cause Escape = Node(4, null, "Nobody looks at the first label", CauseKind.Escape);

    [Fact]
    public void A_chain_of_three_with_evidence_and_an_escape_point_passes() =>
        Failed(Severity.Critical, Direct, Factor, Root, Escape).Should().BeEmpty();

    [Theory]
    [InlineData(Severity.ReachedNoHarm, false)]
    [InlineData(Severity.MinorHarm, true)]
    internal void An_escape_point_is_asked_for_from_minor_harm_on(Severity severity, bool isAsked) =>
        Failed(severity, Direct, Factor, Root).Should().Equal(isAsked ? [(AnalysisCheck.EscapePoint, null)] : []);

    [Fact]
    public void A_root_cause_is_named() => Failed(Severity.NearMiss, Direct, Factor).Should().Equal((AnalysisCheck.RootCause, null));

    [Fact]
    public void Each_root_cause_has_evidence() =>
        Failed(Severity.NearMiss, Direct, Factor, Root with { Evidence = [] }).Should().Equal((AnalysisCheck.Evidence, "1.1.1"));

    [Fact]
    public void Why_is_asked_three_times() =>
        Failed(Severity.NearMiss, Direct, Root with { Parent = 1 }).Should().Equal((AnalysisCheck.Depth, null));

    [Fact]
    public void A_root_cause_without_which_it_would_have_happened_all_the_same_is_none()
    {
        var root = Root with { Content = Root.Content with { Without = Counterfactual.WouldHaveHappened } };

        Failed(Severity.NearMiss, Direct, Factor, root).Should().Equal((AnalysisCheck.Counterfactual, "1.1.1"));
    }

    [Theory]
    [InlineData("Human error", true)]
    [InlineData("the operator was careless!", true)]
    [InlineData("The model was wrong", true)]
    [InlineData("AI hallucination", true)]
    [InlineData("Menschliches Versagen", true)]
    [InlineData("The operator was not told that the roll had changed", false)]
    [InlineData("The model was given last year's price list", false)]
    [InlineData("No guide", false)]
    [InlineData("供应商换了标签纸", false)]
    [InlineData("…", false)]
    public void A_sentence_that_only_blames_is_asked_about(string text, bool isBlame) => AnalysisChecks.IsBlame(text).Should().Be(isBlame);

    [Fact]
    public void A_node_that_only_blames_is_named()
    {
        var careless = Node(5, 2, "Carelessness", CauseKind.Contributing);

        Failed(Severity.NearMiss, Direct, Factor, Root, careless).Should().Equal((AnalysisCheck.Blame, "1.1.2"));
    }

    [Fact]
    public void The_tree_is_told_from_above_to_below_and_what_lost_its_parent_explains_the_error()
    {
        var places = Analysis.InOrder([Direct, Factor, Escape, Root, Node(9, 7, "Its parent was taken out", CauseKind.Contributing)])
            .Select(cause => (cause.Number, cause.Place, cause.Depth));

        places.Should().Equal((1, "1", 1), (2, "1.1", 2), (3, "1.1.1", 3), (4, "2", 1), (9, "3", 1));
    }

    private static IEnumerable<(AnalysisCheck, string?)> Failed(Severity severity, params Cause[] causes) =>
        AnalysisChecks.Of(new(1, 1, AnalysisState.Draft, Analysis.InOrder(causes)), severity)
            .Select(failed => (failed.Check, failed.Cause?.Place));

    private static Cause Node(long number, long? parent, string text, CauseKind kind) =>
        new(number, parent, new(text, kind), new(1), "Ann", DateTimeOffset.UnixEpoch);
}
