using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Improvement.Bot.Tests.Texts;
using Xunit;

namespace Improvement.Bot.Tests.Search;

public sealed class FindReaderTests
{
    private static readonly DateOnly Today = new(2026, 10, 15);

    [Theory]
    [InlineData("printer paper", "printer paper")]
    [InlineData("  Printer   PAPER ", "Printer PAPER")]
    [InlineData("\"out of  paper\" -test -\"dry run\"", "\"out of paper\" -test -\"dry run\"")]
    [InlineData("“out of paper” –test", "\"out of paper\" -test")]
    [InlineData("„kein Papier“ «rien»", "\"kein Papier\" \"rien\"")]
    [InlineData("\"never closed", "\"never closed\"")]
    [InlineData("team:\"My Team\"", "team:\"My Team\"")]
    [InlineData("TEAM: Ärzte", "team:Ärzte")]
    [InlineData("team:A,B team:\"C D\"", "team:A,B,\"C D\"")]
    [InlineData("state:reported", "state:reported")]
    [InlineData("State: NeedsInfo", "state:needs-info")]
    [InlineData("status:“needs information”", "state:needs-info")]
    [InlineData("state:needs–info,Closed", "state:needs-info,closed")]
    [InlineData("state:analys", "state:analysing")]
    [InlineData("state:open", "state:open")]
    [InlineData("severity:4", "severity:4")]
    [InlineData("severity>=3", "severity>=3")]
    [InlineData("severity ≥ 3", "severity>=3")]
    [InlineData("sev: >=3", "severity>=3")]
    [InlineData("severity:S3+", "severity>=3")]
    [InlineData("severity>3 severity<5", "severity:4")]
    [InlineData("severity:2-4", "severity:2-4")]
    [InlineData("severity:2..4", "severity:2-4")]
    [InlineData("severity:0,5", "severity:0,5")]
    [InlineData("severity:critical", "severity>=5", "severity:5")]
    [InlineData("severity:major,minor", "severity:3-4")]
    [InlineData("severity>=0", "")]
    [InlineData("category:omitted", "category:omitted")]
    [InlineData("Kind:Wrong-Information", "category:wrong-information")]
    [InlineData("category:\"Tool or environment failed\"", "category:tool-failure")]
    [InlineData("category:none", "category:none")]
    [InlineData("since:2026-10-01 until:2026-10-31", "since:2026-10-01 until:2026-10-31")]
    [InlineData("since: 1.10.2026", "since:2026-10-01")]
    [InlineData("since:2026-9 until:2026-9", "since:2026-09-01 until:2026-09-30")]
    [InlineData("since:2025", "since:2025-01-01")]
    [InlineData("since:yesterday until:today", "since:2026-10-14 until:2026-10-15")]
    [InlineData("last:7d", "last:7d")]
    [InlineData("last: 2 weeks printer", "printer last:2w")]
    [InlineData("last:month", "last:1m")]
    [InlineData("last:30", "last:30d")]
    [InlineData("https://example.org/a?b=c", "https://example.org/a?b=c")]
    [InlineData("error:timeout a=b", "error:timeout a=b")]
    [InlineData("\"team:x\"", "\"team:x\"")]
    [InlineData("- -- \"\" !?", "")]
    [InlineData("", "")]
    [InlineData("打印机 没有纸 -测试", "打印机 没有纸 -测试")]
    public void A_search_is_understood(string typed, string understood, string? orRather = null)
    {
        var reading = FindReader.Read(SearchedKinds.All, typed, Today);
        reading.Problems.Should().BeEmpty();
        reading.Query.ToText(SearchedKinds.All).Should().Be(orRather ?? understood);
        FindReader.Read(SearchedKinds.All, reading.Query.ToText(SearchedKinds.All), Today).Query.Should().BeEquivalentTo(reading.Query);
    }

    [Theory]
    [InlineData("serverity:4", "severity:")]
    [InlineData("state:finished", "withdrawn")]
    [InlineData("state:re", "reported")]
    [InlineData("severity:7", "0 to 5")]
    [InlineData("severity:bad", "0 to 5")]
    [InlineData("severity>5", "0 to 5")]
    [InlineData("severity:4-2", "0 to 5")]
    [InlineData("category:everything", "omitted")]
    [InlineData("since:10/11/2026", "year-month-day")]
    [InlineData("since:2026-02-30", "year-month-day")]
    [InlineData("until:soon", "year-month-day")]
    [InlineData("last:some", "last:7d")]
    [InlineData("last:0d", "last:7d")]
    [InlineData("last:99999999999d", "last:7d")]
    [InlineData("state:", "state:open")]
    [InlineData("team: state:open", "My Team")]
    [InlineData("-state:open", "minus")]
    [InlineData("since:2026-10-02 until:2026-10-01", "swap")]
    public void What_cannot_be_understood_is_answered_with_what_to_do(string typed, string hint)
    {
        var reading = FindReader.Read(SearchedKinds.All, typed, Today);
        reading.Good.Should().BeFalse();
        reading.Problems.Should().ContainSingle().Which.Message.Should().Contain(hint);
    }

    [Fact]
    public void Every_problem_is_told_at_once_and_the_rest_is_kept()
    {
        var reading = FindReader.Read(SearchedKinds.All, "printer state:finished severity:9 category:omitted", Today);
        reading.Problems.Select(problem => problem.Part).Should().Equal("state:finished", "severity:9");
        reading.Query.ToText(SearchedKinds.All).Should().Be("printer category:omitted");
    }

    [Fact]
    public void An_endless_search_is_refused_unread() =>
        FindReader.Read(SearchedKinds.All, new string('x', 501), Today).Problems.Should()
            .ContainSingle().Which.Message.Should()
            .Contain("501");

    [Fact]
    public void Complaints_come_from_the_resource_file()
    {
        using var _ = PseudoLanguage.Spoken();
        FindReader.Read(SearchedKinds.All, "since:10/11/2026", Today).Problems[0].Message.Should().StartWith("[");
        FindReader.Read(SearchedKinds.All, "since:2026-10-01 until:2026-10-02 state:[Ŕéþóŕţéð] last:7d", Today).Problems.Should().BeEmpty();
    }

    [Fact]
    public void The_first_day_is_the_later_of_since_and_last()
    {
        FindReader.Read(SearchedKinds.All, "since:2026-10-01 last:7d", Today).Query.FirstDay(Today).Should().Be(new DateOnly(2026, 10, 8));
        FindReader.Read(SearchedKinds.All, "since:2026-10-12 last:7d", Today).Query.FirstDay(Today).Should().Be(new DateOnly(2026, 10, 12));
        FindReader.Read(SearchedKinds.All, "printer", Today).Query.FirstDay(Today).Should().BeNull();
        FindReader.Read(SearchedKinds.All, "last:999y", Today).Query.FirstDay(Today).Should().Be(new DateOnly(1027, 10, 15));
    }

    [Fact]
    public void Whatever_is_typed_reads_back_the_same_after_it_was_written()
    {
        string[] pieces = [
            "team:", "state:", "severity", ">=", "<", ":", "category:", "since:", "last:", "open", "omitted", "3", "7d", "2026-10-01", "\"",
            "“", "-", "–", " ", " ", " ", ",", "a", "Ä", "漢", "x:y", "(", "'", "\\", "\t"];
        var chance = new Random(11);
        for (var round = 0; round < 5_000; round++)
        {
            var typed = string.Concat(Enumerable.Range(0, chance.Next(12)).Select(_ => pieces[chance.Next(pieces.Length)]));
            var once = FindReader.Read(SearchedKinds.All, typed, Today).Query;
            var again = FindReader.Read(SearchedKinds.All, once.ToText(SearchedKinds.All), Today);
            again.Problems.Where(problem => problem.Part is not "since")
                .Should()
                .BeEmpty("“{0}” was written as “{1}”", typed, once.ToText(SearchedKinds.All));
            again.Query.ToText(SearchedKinds.All).Should().Be(once.ToText(SearchedKinds.All), "“{0}” was typed", typed);
        }
    }

    [Theory]
    [InlineData("from:bao", "“from:” is not a filter*team:, state:, severity:*")]
    [InlineData("colour:red printer", "“colour:” is not a filter*")]
    [InlineData("priority:4", "*If you meant “severity:”*")]
    [InlineData("from:2026-10-01", "*If you meant “since:”*")]
    public void What_looks_like_a_filter_that_there_is_not_is_looked_for_as_words_and_said(string text, string note)
    {
        var reading = FindReader.Read(SearchedKinds.All, text, Today);

        reading.Good.Should().BeTrue();
        reading.Notes.Should().ContainSingle().Which.Should().Match(note);
        reading.Query.Words[0].Should().Be(text.Split(' ')[0]);
    }

    [Theory]
    [InlineData("10:30")]
    [InlineData("https://contoso.example/a")]
    [InlineData("mailto:bo@contoso.example")]
    [InlineData("localhost:8080")]
    [InlineData("std::cout")]
    [InlineData("C:\\temp")]
    [InlineData("file:///tmp")]
    [InlineData("error: none left")]
    [InlineData("\"from:bao\"")]
    [InlineData("page:12")]
    [InlineData("fs.s3a:endpoint")]
    public void A_text_with_a_colon_is_only_words(string text) => FindReader.Read(SearchedKinds.All, text, Today).Notes.Should().BeEmpty();

    [Fact]
    public void A_wrong_state_names_the_states_that_are_in_use() =>
        FindReader.Read(SearchedKinds.All, "state:lost", Today).Problems.Should()
            .ContainSingle().Which.Message.Should()
            .Be("“lost” is not a state in use. Please take one of: open, reported, needs-info, duplicate, not-an-error, withdrawn, "
                + "accepted, contained, analysing, fix-proposed, changes-requested, deferred, risk-accepted, implementing, implemented, "
                + "verifying, resolved, closed.");
}
