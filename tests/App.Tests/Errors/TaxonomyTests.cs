using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Texts;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

public sealed class TaxonomyTests
{
    [Fact]
    public void Codes_are_plain_stable_and_unique_on_their_axis()
    {
        foreach (var axis in Taxonomy.Starting.Axes)
        {
            axis.Codes.Should().OnlyHaveUniqueItems();
            axis.Codes.Should().OnlyContain(code => code.All(letter => char.IsAsciiLetterLower(letter) || letter == '-'));
        }
        Taxonomy.Starting.Axes.Select(axis => axis.Codes.Length).Should().Equal(10, 7, 8, 14);
    }

    [Fact]
    public void Every_value_has_words()
    {
        foreach (var axis in Taxonomy.Starting.Axes) axis.Codes.Should().OnlyContain(code => ErrorWords.Of(axis, code) != code);
        foreach (var kind in Taxonomy.Starting.Kind.Codes) ErrorWords.Means(Taxonomy.Starting.Kind, kind).Should().NotBeNullOrEmpty();
        Words(check: word => word.Should().NotBeNullOrEmpty());
    }

    [Fact]
    public void All_words_come_from_the_resource_file()
    {
        using var _ = PseudoLanguage.Spoken();
        Words(check: word => PseudoLanguage.PlainWords(word).Should().BeEmpty());
    }

    [Fact]
    public void A_code_nobody_described_stands_for_itself() =>
        ErrorWords.Of(Taxonomy.Starting.Kind, "ward-mix-up").Should().Be("ward-mix-up");

    private static void Words(Action<string> check)
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            check(ErrorWords.Of(severity));
            check(ErrorWords.Means(severity));
        }
        foreach (var priority in Enum.GetValues<ActionPriority>())
        {
            check(ErrorWords.Of(priority));
            check(ErrorWords.Means(priority));
        }
        foreach (var state in Enum.GetValues<ErrorState>()) check(ErrorWords.Of(state));
        foreach (var whom in Enum.GetValues<HitWhom>()) check(ErrorWords.Of(whom));
        foreach (var reported in Enum.GetValues<ReportedObject>()) check(ErrorWords.Of(reported));
        foreach (var axis in Taxonomy.Starting.Axes)
            foreach (var code in axis.Codes) check(ErrorWords.Of(axis, code));
        check(ErrorWords.Of(Taxonomy.Starting.Kind, null));
    }
}
