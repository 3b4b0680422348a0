using System.Text;
using Dapper;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Keys in the chat: for administrators alone, shown once, kept nowhere.</summary>
public abstract class KeyTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : KeyTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : KeyTests(product), IClassFixture<PostgresApiProduct>;

    [StoreFact]
    public async Task A_key_is_shown_once_and_kept_nowhere()
    {
        var team = await product.TeamOf(product.Somebody());
        var ada = product.Administrator;
        await product.Teams.Install(ada);
        var list = await ada.Ask("/keys", "Keys");
        var form = await ada.Chat.Ask(() => ada.Press(list.Card, "New key"), "A key for an agent or a system");
        var made = (
            await ada.Press(
                form.Card, "Make the key", ("Name", "Shy agent"),
                ("Team", $"{product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name)}"))).Card!;

        var shown = await ada.Press(made, "Show the key once");
        var secret = shown.Card!.Value("secret")!;
        var again = await ada.Press(made, "Show the key once");

        secret.Should().StartWith("ibk_").And.HaveLength(4 + 12 + 1 + 43);
        again.Card.Should().BeNull();
        again.Toast.Should().Contain("shown already");
        await product.Bot.Idle();
        await product.Teams.ForgetAnswers();
        ada.Chat.Messages.SelectMany(m => m.Cards)
            .Should()
            .NotContain(card => card.Value("secret") == secret, "a client that looks again does not find it");
        await ada.Press(shown.Card, "I have copied it");
        await product.Bot.Idle();
        IsKept("Shy agent").Should().BeTrue("the search finds what is there");
        IsKept(secret[^43..]).Should().BeFalse();

        using var agent = new Caller(product.Bot.Root, secret);
        (await agent.Post("/api/v1/errors", new { story = "The cornel file" })).Status.Should().Be(201);
        (await ada.Ask("/keys", "Keys")).Shows("Shy agent").Should().BeTrue();
        product.Bot.Number(
            "SELECT COUNT(*) FROM api_keys JOIN people ON people.id = owner WHERE people.name = 'Shy agent' AND last_used_at IS NOT NULL")
            .Should()
            .Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'api-key' AND what IN ('created', 'secret-made')")
            .Should()
            .BeGreaterThanOrEqualTo(2);
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_replaced_key_ends_the_one_before()
    {
        var team = await product.TeamOf(product.Somebody());
        using var former = await product.CallerIn(team, "Changing agent");
        var ada = product.Administrator;

        var open = await ada.Press((await ada.Ask("/keys", "Keys")).Card, "Open Changing agent");
        var replaced = await ada.Press(open.Card!, "Replace the key");

        using var present = new Caller(product.Bot.Root, replaced.Card!.Value("secret"));
        (await former.Get("/api/v1/errors")).Problem.Should().Be("key-unknown");
        (await present.Get("/api/v1/errors")).Status.Should().Be(200);
    }

    [StoreFact]
    public async Task Nobody_else_and_nowhere_else()
    {
        var (member, owner) = (product.Somebody("Max"), product.Somebody("Olga"));
        var team = await product.TeamOf(owner, member, product.Administrator);
        var key = product.Bot.Number("SELECT COALESCE(MAX(id), 1) FROM api_keys");

        foreach (var person in new[] { member, owner })
        {
            (await person.Ask("/keys", "Only an administrator")).Should().NotBeNull();
            foreach (var verb in new[] { "key.list", "key.open", "key.secret", "key.revoke", "key.ask-revoke", "key.stow", "key.new" })
            {
                var answer = await product.Teams.Deliver(
                    product.Teams.Activities.CardAction(
                        person, person.PersonalChat, "1700000000001", verb, new() { ["apiKey"] = key, ["made"] = 1, ["verb"] = verb }));
                answer.Body.Should().NotContain("ibk_").And.NotContain("Bearer", verb);
                await product.Bot.Idle();
            }
        }

        product.Bot.Number("SELECT COUNT(*) FROM api_keys WHERE revoked_at IS NOT NULL AND id = @id", key).Should().Be(0);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'api-key' AND what = 'refused'").Should().BePositive();
        var channel = product.Administrator.Open(team.Talk());
        (await channel.Ask(() => channel.Say("keys"), "in your personal chat")).Should().NotBeNull();
        product.Failures.Should().BeEmpty();
    }

    /// <summary>
    /// Whether any value of any table holds the words, also in bytes; on SQLite, also what is left of former rows in its files.
    /// </summary>
    private bool IsKept(string words)
    {
        var sought = Encoding.UTF8.GetBytes(words);
        return ToStoredMilliseconds().Any(bytes => bytes.AsSpan().IndexOf(sought) >= 0);
    }

    private IEnumerable<byte[]> ToStoredMilliseconds()
    {
        using var scope = product.Bot.Services.CreateScope();
        var (database, session) = (
            scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider.GetRequiredService<Session>());
        foreach (var table in database.Engine.Catalog.Tables(session.Statements))
        {
            foreach (IDictionary<string, object?> row in session.Connection.Query($"SELECT * FROM {table.Name}"))
            {
                foreach (var value in row.Values) yield return value as byte[] ?? Encoding.UTF8.GetBytes($"{value}");
            }
        }

        if (database.Engine.IsShared) yield break;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(product.DatabaseFile)!, "bot.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return bytes;
        }
    }
}
