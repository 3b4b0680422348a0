using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>What a reporter is told at closing is what triage did with the report, and nothing that nobody wrote.</summary>
public sealed class ClosingNoteTests
{
    private static readonly ErrorRecord Closed = new(12, 9, ErrorState.Closed, Severity.MinorHarm, "Title", "Story", false);

    [Theory]
    [InlineData("""{"severity":3,"before":3}""", "Severity", "")]
    [InlineData("""{"severity":3,"before":3,"category":"","formerCategory":null}""", "Severity", "")]
    [InlineData("""{"severity":3,"before":3,"category":"wrong","formerCategory":"wrong"}""", "Severity,Kind", "")]
    [InlineData("""{"severity":3,"before":3,"category":"wrong"}""", "Severity", "Kind")]
    [InlineData("""{"severity":3,"before":1,"category":"late","formerCategory":"wrong"}""", "", "How bad,Kind")]
    [InlineData(null, "", "")]
    public void What_triage_kept_has_helped_and_what_it_set_is_told(string? accepted, string helped, string changed)
    {
        var note = ClosingNote.Of(
            Closed, [Event("filed", null), Event("accepted", accepted), Event("accepted", """{"severity":5,"before":0}""")]);

        string.Join(",", note.Helped).Should().Be(helped);
        string.Join(",", note.Changed.Select(words => words.Split(" (")[0])).Should().Be(changed);
    }

    [Fact]
    public void Questions_and_filled_parts_are_named()
    {
        var note = ClosingNote.Of(
            Closed with { Evidence = "Photo", ObjectName = "Printer" },
            [Event("asked", """{"reason":"Which one?"}"""), Event("asked", null)]);

        note.Asked.Should().Equal("Which one?");
        note.Helped.Should().Equal("About", "Evidence");
        ClosingNote.Of(Closed, []).Draw().Should().BeNull();
    }

    private static HistoryEvent Event(string what, string? data) => new(DateTimeOffset.UnixEpoch, null, what, data, null);
}
