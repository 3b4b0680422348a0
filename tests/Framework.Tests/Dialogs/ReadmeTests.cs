using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

/// <summary>The example by which the page teaches dialogs.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task A_long_loan_asks_why_and_going_back_finds_what_was_typed()
    {
        var library = new Library();
        await using var lending = await DialogTestHost.Of(LendBook.Dialog, services => services.AddSingleton(library));

        await lending.Answer(("Title", "Emma"), ("IsLong", "true"));
        await lending.Back();
        lending.Typed("Title").Should().Be("Emma");
        await lending.Answer();
        await lending.Answer(("Text", "It is a long book."));

        lending.Shown.Shows("Emma is yours, as loan 1.").Should().BeTrue();
        library.Lent.Should().Equal(("rehearsal-1", "Emma", "It is a long book."));
    }

    [Fact]
    public async Task What_is_not_there_is_not_lent()
    {
        await using var lending = await DialogTestHost.Of(LendBook.Dialog, services => services.AddSingleton<Library>());

        await lending.Answer(("Title", "Ulysses"));

        lending.Shown.Shows("We have no copy of Ulysses.").Should().BeTrue();
    }

    [Theory]
    [InlineData("LendBook.cs")]
    [InlineData("ReadmeTests.cs")]
    public void The_page_shows_what_is_compiled_and_tried_here(string file)
    {
        var folder = Path.GetDirectoryName(Here())!;
        var code = Squeezed(File.ReadAllText(Path.Combine(folder, file)));
        var page = File.ReadAllText(Path.Combine(folder, "../../../bot/Framework/Dialogs/README.md"));
        var blocks = Block().Matches(page).Where(block => block.Groups["file"].Value == file).Select(block => block.Groups["code"].Value)
            .ToList();

        blocks.Should().NotBeEmpty();
        blocks.Should().OnlyContain(block => code.Contains(Squeezed(block)));
    }

    private static string Squeezed(string text) => Space().Replace(text, " ").Trim();

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"```csharp (?<file>\S+)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
