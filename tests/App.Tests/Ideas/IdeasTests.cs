using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>
/// The slice by which the page teaches how to add one, in the running application: it needs its folder, one migration and one line of
/// <c>Program</c>, which here is the line of <see cref="WithIdeas"/> that adds it.
/// </summary>
public abstract partial class IdeasTests(IdeasTests.WithIdeas product)
{
    public sealed class OnSqlite(WithIdeas product) : IdeasTests(product), IClassFixture<WithIdeas>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresWithIdeas product) : IdeasTests(product), IClassFixture<PostgresWithIdeas>;

    /// <summary>The same on PostgreSQL.</summary>
    public sealed class PostgresWithIdeas : WithIdeas
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    /// <summary>The bot with one slice more.</summary>
    public class WithIdeas : Product
    {
        protected override void Furnish()
        {
            var migration = new Migration(9_000, "ideas", File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "9000_ideas.sql")));
            Migrator.Migrate(DatabaseEngine.Of(Storage), TimeProvider.System, [.. Migrator.Embedded(), migration]);
        }

        protected override void Prepare(IServiceCollection services) => services.AddSlice(IdeasSlice.Slice);
    }

    [StoreFact]
    public async Task An_idea_is_added_in_the_chat_shown_in_the_channel_and_kept_by_a_lead()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);

        var added = await Add(ann, "A lamp above the printer");

        added.Card!.Shows("IDEA-").Should().BeTrue();
        added.Card.Shows("Keep it").Should().BeFalse("its author leads nothing");
        var shown = await lead.Open(team.Triage()).See("A lamp above the printer");
        await ann.Open(team.Triage()).Press(shown.Card, "Keep it");
        (await product.Bot.Kept(added.Card)).Should().BeFalse();
        await lead.Open(team.Triage()).Press(shown.Card, "Keep it");
        (await product.Bot.Kept(added.Card)).Should().BeTrue();
        await lead.Open(team.Triage()).See(message => message.Shows("A lamp above the printer") && message.Shows("kept"));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Status_my_and_find_know_it_beside_errors()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lead, ann);
        var report = await ann.Report("The ladder in aisle nine is loose");
        var label = LabelOn((await Add(ann, "Rubber feet for every ladder")).Card!);

        (await ann.Ask($"/status {label}", label)).Shows("Rubber feet for every ladder").Should().BeTrue();
        (await ann.Ask($"{label}", label)).Shows("Rubber feet for every ladder").Should().BeTrue("its label alone is short for status");
        var mine = await ann.Ask("/my", "My reports");
        (mine.Shows(label), mine.Shows(report.Label)).Should().Be((true, true));
        var found = await ann.Ask("/find ladder", "Reports found");
        (found.Shows(label), found.Shows(report.Label)).Should().Be((true, true));
        var severe = await ann.Ask("/find ladder severity>=0 state:open", "Reports found");
        severe.Shows(report.Label).Should().BeTrue();
        var opened = await ann.Press(found.Card, $"Open {label}");
        opened.Card!.Shows("Back to the list").Should().BeTrue();
    }

    [StoreFact]
    public async Task Lists_go_on_by_key_over_both_kinds()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lead, ann);
        for (var i = 0; i < 6; i++)
        {
            await ann.Report($"Crate {i} stands in the way of the door");
            await Add(ann, $"A line on the floor, number {i}");
        }

        var first = (await ann.Ask("/my", "My reports")).Card;
        var second = (await ann.Press(first, "Next page")).Card!;
        var back = (await ann.Press(second, "Previous page")).Card!;

        (Labels(first).Count, Labels(second).Count).Should().Be((8, 4));
        Labels(first).Should().NotIntersectWith(Labels(second));
        Labels(back).Should().Equal(Labels(first));
    }

    [StoreFact]
    public async Task Somebody_outside_the_team_learns_nothing_of_it()
    {
        var (lead, ann, eve) = (product.Somebody("Lea"), product.Somebody(), product.Somebody("Eve"));
        await product.TeamOf(lead, ann);
        var label = LabelOn((await Add(ann, "Hide the spare key elsewhere")).Card!);

        (await eve.Ask($"/status {label}", "There is no such idea")).Shows("spare key").Should().BeFalse();
        (await eve.Ask("/find spare", "Reports found")).Shows(label).Should().BeFalse();
    }

    [StoreFact]
    public async Task An_agent_reads_it_with_a_key_that_may()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        var label = LabelOn((await Add(ann, "Warm up the scanner before eight")).Card!);
        using var agent = await product.CallerIn(team, "Idea agent", ("ReadIdeas", "true"));
        using var other = await product.CallerIn(team, "Other agent");

        var read = await agent.Get($"/api/v1/ideas/{label}");

        (read.Status, read.Json.GetProperty("title").GetString()).Should().Be((200, "Warm up the scanner before eight"));
        (await other.Get($"/api/v1/ideas/{label}")).Status.Should().Be(403);
    }

    [StoreFact]
    public async Task The_bot_itself_keeps_what_nobody_decided_about()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lead, ann);
        var added = await Add(ann, "Longer cables in the meeting room");
        var number = NumberOn(added.Card!);
        await product.Bot.Change("UPDATE ideas SET created_at = 0 WHERE id = @id", number);

        await product.Bot.Services.GetRequiredService<KeepOldIdeas>().Run(CancellationToken.None);

        (await product.Bot.Kept(added.Card!)).Should().BeTrue();
        using var scope = product.Bot.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<RecordEvents>().Of("idea", number)
            .Should().Contain(happened => happened.What == "kept" && happened.ActorKind == "bot" && happened.Actor == null);
    }

    [StoreFact]
    public void The_product_does_not_know_it() =>
        Directory.GetFiles(App(), "*.cs", SearchOption.AllDirectories).Where(file => Named().IsMatch(File.ReadAllText(file)))
            .Should().BeEmpty("what a slice needs is its folder, a migration and a line of Program");

    [StoreFact]
    public void The_page_shows_what_is_compiled_and_tried_here()
    {
        var page = File.ReadAllText(Path.Combine(App(), "ADDING-A-SLICE.md"));
        var blocks = Block().Matches(page);

        blocks.Should().HaveCountGreaterThan(7);
        foreach (Match block in blocks)
        {
            var file = Path.Combine(Path.GetDirectoryName(Here())!, block.Groups["file"].Value);
            Squeezed(File.ReadAllText(file)).Should().Contain(Squeezed(block.Groups["code"].Value), "of {0}", file);
        }
    }

    private static async Task<Pressed> Add(Person person, string title)
    {
        var form = await person.Ask($"/idea {title}", "Add an idea");
        return await person.Press(form.Card, "Add it");
    }

    private static string LabelOn(SeenCard card) => card.Words.Select(words => Label().Match(words)).First(match => match.Success).Value;

    private static List<string> Labels(SeenCard card) =>
        [.. card.Words.SelectMany(words => AnyLabel().Matches(words)).Select(match => match.Value).Distinct()];

    internal static long NumberOn(SeenCard card) => IdeaKind.Definition.Labels.Read(LabelOn(card))!.Value;

    private static string Squeezed(string text) => Space().Replace(text, " ").Trim();

    private static string App() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../bot/App"));

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"IDEA-\d+")]
    private static partial Regex Label();

    [GeneratedRegex(@"(IDEA|ERR)-\d+")]
    private static partial Regex AnyLabel();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\bIdeas?(Slice|Kind|Cards|Rows)\b|\bideas\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"```(?:csharp|sql) (?<file>\S+)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

/// <summary>Looks into the database.</summary>
internal static class IdeaLookUp
{
    /// <summary>Whether the idea of a card is kept, once all is said.</summary>
    public static async Task<bool> Kept(this RunningBot bot, SeenCard card)
    {
        await bot.Idle();
        return bot.Number("SELECT COUNT(*) FROM ideas WHERE id = @id AND state = 'Kept'", IdeasTests.NumberOn(card)) is 1;
    }
}
