using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine.Postgres;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.Storage;

/// <summary>The server crashes and comes back.</summary>
public sealed class PostgresOutageTests : IDisposable
{
    private readonly PostgresServer? _server = PostgresServer.Missing is null ? new() : null;

    public void Dispose() => _server?.Dispose();

    [PostgresFact]
    public async Task After_a_restart_of_the_server_the_next_turn_is_kept_and_readers_read_on()
    {
        using var database = Open();
        using var store = new StoreUnderTest(database, TimeProvider.System);
        await store.Commit(w => w.Enqueue(StoreUnderTest.Say("before")));
        using var reading = database.OpenSession();
        reading.Statements["SELECT COUNT(*) FROM outbox"].Number().Should().Be(1);
        InRevisions(reading, 0, 1).Should().Be(1);

        _server!.Restart();

        reading.Statements["SELECT COUNT(*) FROM outbox"].Number().Should().Be(1);
        (await store.Commit(w => w.Enqueue(StoreUnderTest.Say("after")))).Should().Be(CommitOutcome.Committed);
        (await store.Waiting()).Should().HaveCount(2);

        _server.Restart();

        InRevisions(reading, 0, 1).Should().Be(2, "searches find their connection again as well");
    }

    [PostgresFact]
    public async Task A_turn_that_is_cut_off_in_the_middle_is_decided_again_and_leaves_nothing()
    {
        using var database = Open();
        using var store = new StoreUnderTest(database, TimeProvider.System);

        var outcome = await store.Commit(w =>
        {
            w.Enqueue(StoreUnderTest.Say("half"));
            _server!.Restart();
            w.Enqueue(StoreUnderTest.Say("never"));
        });

        outcome.Should().Be(CommitOutcome.RaceLost);
        (await store.Waiting()).Should().BeEmpty();
        (await store.Commit(w => w.Enqueue(StoreUnderTest.Say("again")))).Should().Be(CommitOutcome.Committed);
    }

    [PostgresFact]
    public void A_commit_whose_answer_was_lost_is_asked_about()
    {
        var engine = new PostgresEngine(_server!.AddDatabase());
        using var writer = engine.OpenWriter();

        Transaction(commit: true).Should().BeTrue();
        Transaction(commit: false).Should().BeFalse();

        bool Transaction(bool commit)
        {
            writer.Begin();
            var transaction = writer["SELECT txid_current()"].Number()!.Value;
            if (commit) writer.Commit(addedToOutbox: false);
            else writer.RollBack();
            return engine.WasCommitted(transaction);
        }
    }

    private static long InRevisions(Session session, params long[] revisions) =>
        session.Statements.Number($"SELECT COUNT(*) FROM outbox WHERE revision IN {revisions}")!.Value;

    private Database Open() =>
        Database.Open(
            new StorageSettings { Engine = "PostgreSql", ConnectionString = _server!.AddDatabase() }, TimeProvider.System,
            NullLogger<Database>.Instance);
}
