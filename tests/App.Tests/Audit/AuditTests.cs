using FluentAssertions;
using Improvement.Bot.Audit;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Audit;

/// <summary>The audit trail in the running bot: who reads it, what of it, and how it leaves as a file.</summary>
public abstract class AuditTests(Product product)
{
    public sealed class OnSqlite(ApiProduct product) : AuditTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : AuditTests(product), IClassFixture<PostgresApiProduct>;

    [StoreFact]
    public async Task An_administrator_sees_what_happened_to_a_record_who_did_it_and_its_data()
    {
        var (ada, story) = (product.Administrator, await TriageStory.Begin(product, "The lamp of hall nine flickers"));
        await story.IsAccepted();

        var list = (await ada.Ask($"/audit {story.Label}", $"Audit trail: {story.Label}")).Card;

        list.Shows($"{story.Label} · accepted").Should().BeTrue();
        list.Shows($"{story.Label} · filed").Should().BeTrue();
        list.Shows(story.Reporter.Name).Should().BeTrue();
        var entry = (await ada.Press(list, $"Open {story.Label} · accepted")).Card!;
        entry.Shows(story.Lead.Name).Should().BeTrue();
        entry.Shows(story.Team.Name).Should().BeTrue();
        (await ada.Press(entry, "Back to the list")).Card!.Shows($"{story.Label} · accepted").Should().BeTrue();
        (await ada.Press(entry, $"Open {story.Label}")).Card!.Shows("The lamp of hall nine flickers").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Words_narrow_it_down_to_people_steps_kinds_and_days()
    {
        var (ada, story) = (product.Administrator, await TriageStory.Begin(product, "The door of hall nine sticks"));
        await story.IsAccepted();

        var byPerson = (await ada.Ask($"/audit {story.Lead.Name} since:today", "Audit trail:")).Card;
        byPerson.Shows($"{story.Label} · accepted").Should().BeTrue();
        byPerson.Shows($"{story.Label} · filed").Should().BeFalse("somebody else did that");
        var byStep = (await ada.Ask($"/audit step:filed {story.Label}", "Audit trail:")).Card;
        (byStep.Shows($"{story.Label} · filed"), byStep.Shows($"{story.Label} · accepted")).Should().Be((true, false));
        (await ada.Ask($"/audit {story.Label} accepted", "Audit trail:")).Card.Shows($"{story.Label} · filed").Should().BeFalse();
        (await ada.Ask($"/audit {story.Label} until:yesterday", "Nothing like that has happened")).Should().NotBeNull();
        (await ada.Ask("/audit kind:team installed", "Audit trail:")).Card.Shows("· installed").Should().BeTrue();
        await ada.Ask("/audit who:Nobody", "I know nobody called “Nobody”");
        await ada.Ask("/audit since:whenever", "is no day that I know");
        await ada.Ask("/audit frobnicated", "no such step has happened");
        await ada.Ask("/audit step:%", "I do not know “%” here");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Pages_go_on_from_their_ends_though_something_happens_meanwhile()
    {
        var ada = product.Administrator;
        for (var i = 0; i < 9; i++) await ada.Ask("/audit kind:audit", "Audit trail:");
        var first = (await ada.Ask("/audit kind:audit", "Audit trail:")).Card;
        var oldest = product.Bot.Number(
            "SELECT MIN(id) FROM (SELECT id FROM record_events WHERE record_kind = 'audit' ORDER BY id DESC LIMIT 10) newest");

        await product.Bot.Change(
            "INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'bot', 'audit', 0, 'tried')");
        var second = (await ada.Press(first, "Next page")).Card!;

        second.Shows("audit 0 · read").Should().BeTrue();
        second.Shows("tried").Should().BeFalse("it is newer than the first page");
        oldest.Should().BePositive();
        (await ada.Press(second, "Previous page")).Card!.Shows("audit 0 · read").Should().BeTrue();
    }

    [StoreFact]
    public async Task Nobody_else_reads_it_and_both_are_noted()
    {
        var (ada, lea, ann) = (product.Administrator, product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lea, ann);
        foreach (var person in new[] { lea, ann }) await person.Ask("/audit", "Only an administrator");
        var list = (await ada.Ask("/audit", "Audit trail")).Card;

        var stolen = await product.Teams.Deliver(product.Teams.Activities.CardAction(
            ann, ann.PersonalChat, "1700000000001", AuditCommand.PagePress, new() { ["verb"] = AuditCommand.PagePress, ["query"] = "" }));

        stolen.Body.Should().Contain("Only an administrator").And.NotContain("filed");
        await product.Bot.Idle();
        Count("refused", ann).Should().Be(1);
        Count("read", ada).Should().BePositive();
        list.Shows("As a file").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_key_made_for_it_reads_it_as_json_and_as_a_table_that_no_spreadsheet_runs()
    {
        var story = await TriageStory.Begin(product, "The clock of hall nine is slow");
        var name = "=cmd|' /C calc'!A0";
        using var auditor = await product.CallerIn(story.Team, name, ("ReadAudit", "true"));
        (await auditor.Post("/api/v1/errors", new { story = "The gate log is empty" })).Status.Should().Be(201);

        var json = await auditor.Get($"/api/v1/audit?q={story.Label}");
        var csv = await auditor.Get("/api/v1/audit?format=csv&q=filed&limit=1");
        var more = await auditor.Get(csv.Headers.GetValues("Link").Single().Split('<', '>')[1]);

        (json.Status, json.Type).Should().Be((200, "application/json"));
        json.Json.GetProperty("items")[0].GetProperty("what").GetString().Should().Be("filed");
        json.Json.GetProperty("items")[0].GetProperty("record").GetString().Should().Be(story.Label);
        (csv.Status, csv.Type).Should().Be((200, "text/csv"));
        var lines = csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("id,at,actorKind,actorId,actor,record");
        lines[1].Should().Contain(",'=cmd|' /C calc'!A0,", "a spreadsheet takes it for a text");
        more.Body.Should().NotContain(lines[1]);
        (await auditor.Get("/api/v1/audit?format=xml&limit=no&wish=x&q=who:Nobody")).Complaints.Keys
            .Should().BeEquivalentTo("format", "limit", "wish", "q");
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'audit' AND what = 'exported'")
            .Should().BeGreaterThan(2);

        using var reporter = await product.CallerIn(story.Team, "Reporting agent");
        (await reporter.Get("/api/v1/audit")).Status.Should().Be(403, "that scope is nobody's by itself");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_long_trail_is_written_whole_each_entry_once()
    {
        for (var part = 0; part < 3; part++)
        {
            await product.Bot.Commit(services =>
            {
                var statements = services.GetRequiredService<Session>().Statements;
                for (var i = 0; i < 800; i++)
                {
                    RecordEventRows.Append(statements, new("long", 1, "tried", DateTimeOffset.UnixEpoch, "bot"));
                }
            });
        }

        using var written = new MemoryStream();
        var count = await product.Bot.Services.GetRequiredService<AuditExport>().Write(
            written, asCsv: true, new() { Kinds = ["long"] }, null, long.MaxValue, CancellationToken.None);

        count.Should().Be(2400);
        var ids = System.Text.Encoding.UTF8.GetString(written.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => long.Parse(line.Split(',')[0])).ToList();
        ids.Should().HaveCount(2400).And.OnlyHaveUniqueItems().And.BeInDescendingOrder();
    }

    private long Count(string what, Person person) => product.Bot.Number(
        """
        SELECT COUNT(*) FROM record_events JOIN people ON people.id = actor
        WHERE record_kind = 'audit' AND what = @what AND aad_object_id = @id
        """,
        what, person.ObjectId);
}
