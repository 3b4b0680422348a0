using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>The example by which the page of storage teaches statements.</summary>
public sealed partial class SqlSampleTests
{
    [Fact]
    public async Task The_example_of_the_page_works()
    {
        using var file = new TemporaryDatabase();
        var texts = await file.Database.Commit(session =>
        {
            var notes = new ErrorNotes(session);
            var (ann, ben) = (Person(session, "Ann"), Person(session, "Ben"));
            var error = session.Statements.Number($"""
                INSERT INTO errors {NewRow.Of(
                    ("version", 1), ("reporter", ann), ("reporter_kind", "person"), ("state", "Reported"), ("title", "t"), ("story", "s"),
                    ("restricted", false), ("created_at", 1), ("local_date", "2026-03-02"))}
                RETURNING id
                """)!.Value;
            var first = notes.Add(error, ann, "first", file.Clock.GetUtcNow());
            notes.Change(first, "'changed'; --").Should().BeTrue();
            return new ValueTask<(List<string>, List<string>, List<string>)>(
                (notes.Of([error], null), notes.Of([error, 0], ben), notes.Of([], ann)));
        });

        texts.Item1.Should().Equal("'changed'; --");
        texts.Item2.Should().BeEmpty();
        texts.Item3.Should().BeEmpty();
    }

    [Fact]
    public void The_page_shows_what_is_compiled_and_tried_here()
    {
        var folder = Path.GetDirectoryName(Here())!;
        var page = File.ReadAllText(Path.Combine(folder, "../../../bot/App/Storage/README.md"));
        var blocks = Block().Matches(page).Select(block => block.Groups["code"].Value.Trim()).ToList();

        blocks.Should().ContainSingle();
        File.ReadAllText(Path.Combine(folder, "SqlSample.cs")).Should().Contain(blocks[0]);
    }

    private static long Person(Session session, string name) => session.Statements.Number($"""
        INSERT INTO people {NewRow.Of(("tenant", ""), ("name", name), ("is_guest", false), ("created_at", 1))} RETURNING id
        """)!.Value;

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"```csharp SqlSample.cs\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
