using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Digests;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

/// <summary>What a digest looks like, whatever there is to tell.</summary>
public sealed class DigestCardsTests
{
    [Fact]
    public void Whatever_there_is_to_tell_it_is_read_within_a_minute_and_loses_nothing()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var content = Something(random);
            var card = DigestCards.Posted(new(content, new(1), 12));

            Encoding.UTF8.GetByteCount(card.ToJson()).Should().BeLessThanOrEqualTo(DigestBudget.MostBytes);
            var titles = DigestCards.Posted(new(content with { Sections = [.. content.Sections.Select(Untitled)] }, new(1), 12));
            DigestBudget.WordsOn(titles).Should().BeLessThanOrEqualTo(DigestBudget.MostWords);
            if (!content.IsQuiet) EverySectionIsThere(content, card);
        }
    }

    [Fact]
    public void The_sections_stand_in_the_order_in_which_they_are_needed_whatever_the_order_of_what_is_told()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var content = Something(random);
            if (content.IsQuiet) continue;
            var json = DigestCards.Posted(new(content with { Folded = [] }, new(1), 12)).ToJson();

            var places = content.Sections.Select(part =>
                json.IndexOf($"\"{DigestCards.TitleOf(part.Section)}\"", StringComparison.Ordinal));
            places.Should().OnlyContain(place => place > 0).And.BeInAscendingOrder();
        }
    }

    [Fact]
    public void A_long_title_is_cut_in_the_digest_alone()
    {
        var title = new string('a', 30) + " " + new string('b', 30) + " " + new string('c', 18);
        var content = Of(Part(DigestSection.Changed, new DigestLineContent("fixed", "error", 7, "ERR-7", title)));

        var json = DigestCards.Posted(new(content, new(1), 12)).ToJson();

        json.Should().Contain("aaa").And.NotContain("ccc");
        content.Sections[0].Lines[0].Title.Should().HaveLength(80);
    }

    [Fact]
    public void A_quiet_week_is_one_line_and_nothing_to_press()
    {
        var card = DigestCards.Posted(new(Of(Part(DigestSection.Alarms, new DigestLineContent("2 alarms"))), new(1), 12));

        card.Body.Should().ContainSingle();
        card.Summary.Should().Contain("a quiet week");
    }

    [Fact]
    public void It_says_what_is_not_in_it_and_of_restricted_records_never_how_many()
    {
        var content = Of(Part(DigestSection.Changed, new DigestLineContent("fixed"))) with
        {
            SwitchedOff = [DigestSection.Alarms], SeverityFloor = 2, IsAboutSomeObjects = true, Actors = DigestActors.People,
        };

        DigestWords.NotInIt(content).Should().Be(
            "Not in it: restricted records, whether or not there are any; anything before 2026-03-02; severity below 2; "
            + "what AI agents did; other kinds of object; by choice: How the alarms did.");
    }

    [Fact]
    public void What_does_not_fit_stands_behind_a_button_with_its_number()
    {
        var lines = Enumerable.Range(1, 9).Select(i => new DigestLineContent("accepted", "error", i, $"ERR-{i}", "A title")).ToArray();
        var content = Of(new DigestSectionContent(DigestSection.Changed, [.. lines], 12));

        DigestCards.Posted(new(content, new(1), 12)).ToJson().Should().Contain("7 more …").And.Contain("ERR-5").And.NotContain("ERR-6");
        var whole = DigestCards.Section(new(content, new(1), 12), DigestSection.Changed, back: null).ToJson();
        whole.Should().Contain("ERR-9").And.Contain("And 3 more.");
    }

    private static void EverySectionIsThere(DigestContent content, Card card)
    {
        var json = card.ToJson();
        foreach (var part in content.Sections)
        {
            json.Should().Contain(DigestCards.TitleOf(part.Section));
            var opened = json.Split($"\"section\":\"{part.Section}\"").Length - 1;
            opened.Should().BePositive("each section has a line or a button that opens the rest");
        }
    }

    private static DigestContent Something(Random random)
    {
        var sections = DigestSettings.AllSections.Where(_ => random.Next(4) > 0).ToArray();
        return new(Words(random, 12), new(2026, 3, 2))
        {
            Reported = random.Next(3) is 0 ? null : random.Next(2_000),
            Variation = (Variation)random.Next(4),
            UsuallyFrom = random.Next(500),
            UsuallyTo = random.Next(500, 5_000),
            Folded = [.. sections.Where(section => section is not DigestSection.NeedsYou && random.Next(5) is 0)],
            SwitchedOff = [.. DigestSettings.AllSections.Except(sections).Where(_ => random.Next(2) is 0)],
            SeverityFloor = random.Next(6),
            Actors = (DigestActors)random.Next(3),
            IsAboutSomeObjects = random.Next(2) is 0,
            Sections = [.. sections.Select(section => Section(random, section))],
        };
    }

    [Fact]
    public void In_ones_own_digest_a_line_without_a_record_is_there_and_opens_nothing()
    {
        var card = PersonalDigestCards.Of(
            [], [
                new(DigestSection.NeedsYou, Record: null, "Errors of a kind", "2 in the week, usually 28 to 34"),
                new(DigestSection.NeedsYou, Record: null, Title: null, "3 successes wait"),
            ], []).ToJson();

        card.Should().Contain("Errors of a kind · 2 in the week, usually 28 to 34").And.Contain("3 successes wait");
        card.Should().NotContain("selectAction");
    }

    private static DigestSectionContent Section(Random random, DigestSection section)
    {
        ImmutableArray<DigestLineContent> lines =
        [
            .. Enumerable.Range(1, random.Next(1, 21)).Select(i => new DigestLineContent(
                Words(random, 60), "error", i, $"ERR-{i}", Words(random, 25))),
        ];
        return new(section, lines, lines.Length + random.Next(40));
    }

    // single letters make the most words, umlauts and marks the most bytes
    private static string Words(Random random, int most) => string.Join(
        ' ', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => new string("aäB漢*_1"[random.Next(7)], random.Next(1, 12))));

    private static DigestSectionContent Untitled(DigestSectionContent part) =>
        part with { Lines = [.. part.Lines.Select(line => line with { Title = null })] };

    private static DigestContent Of(params ImmutableArray<DigestSectionContent> sections) =>
        new("Night shift", new(2026, 3, 2)) { Sections = sections };

    private static DigestSectionContent Part(DigestSection section, DigestLineContent line) => new(section, [line], 1);
}
