using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

public sealed class JournalTests
{
    [Fact]
    public void It_is_read_as_it_was_written()
    {
        var journal = Journal.Begin("errand", "id-1", JsonElement.Parse("""{"text":"milk"}""")).With(Entry("wish", EntryKind.Answer))
            .With(Entry("shop", EntryKind.Look) with { Key = "milk" })
            with { Pending = "confirm", Turn = 2, ShownAt = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), Locale = "de" };

        var read = Journal.FromJson(journal.ToJson());

        read.ToJson().Should().Equal(journal.ToJson());
        (read.Dialog, read.Id, read.Turn, read.Pending, read.Locale, read["shop"]!.Key)
            .Should().Be(("errand", "id-1", 2, "confirm", "de", "milk"));
    }

    [Fact]
    public void An_entry_takes_the_place_of_an_earlier_one_of_its_name()
    {
        var journal = Journal.Begin("errand", "id-1").With(Entry("wish", EntryKind.Answer)).With(Entry("shop", EntryKind.Look))
            .With(Entry("wish", EntryKind.Draft));

        journal.Entries.Select(entry => (entry.Name, entry.Kind)).Should().Equal(("shop", EntryKind.Look), ("wish", EntryKind.Draft));
        journal.Without("shop").Entries.Should().ContainSingle();
    }

    [Fact]
    public void What_a_newer_version_wrote_into_it_does_not_keep_an_older_one_from_reading_it() =>
        Journal.FromJson("""
            {"dialog":"errand","id":"id-1","turn":1,"entries":[{"name":"a","kind":"Look","value":1,"since":"2027"}],
             "pending":"wish","mood":"good"}
            """u8).Entries.Should().ContainSingle();

    private static Entry Entry(string name, EntryKind kind) => new(name, kind, JsonElement.Parse("""{"What":"milk"}"""));
}
