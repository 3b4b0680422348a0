using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Npgsql;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What the relay counts, and how much longer it makes the way.</summary>
public sealed class PostgresRelayTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    private readonly EmptyPlace? _place = PostgresServer.Missing is null ? new(StorageEngine.PostgreSql) : null;

    public void Dispose() => _place?.Remove();

    [PostgresFact]
    public async Task What_is_sent_together_is_one_round_trip_and_preparing_is_no_statement()
    {
        using var relay = new PostgresRelay(new UnixDomainSocketEndPoint(PostgresServer.Shared.Socket));
        await using var connection = await Open(relay);
        await using var command = new NpgsqlCommand("SELECT $1 + 1", connection) { Parameters = { new() { Value = 1 } } };
        var before = relay.Passed;
        await command.PrepareAsync();
        (relay.Passed - before).Should().Be(new Traffic(0, 1));
        (relay.KeepsTexts, before) = (true, relay.Passed);

        (await command.ExecuteScalarAsync()).Should().Be(2);
        (relay.Passed - before).Should().Be(new Traffic(1, 1));
        await using var two = new NpgsqlCommand("SELECT 'first'; SELECT repeat('x', 300000)", connection);
        await using (var rows = await two.ExecuteReaderAsync())
        {
            (await rows.NextResultAsync(), await rows.ReadAsync(), rows.GetString(0).Length).Should().Be((true, true, 300_000));
        }

        (relay.Passed - before).Should().Be(new Traffic(3, 2));
        relay.Texts().Should().Equal("SELECT $1 + 1", "SELECT 'first'", "SELECT repeat('x', 300000)");
        relay.Texts().Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_long_text_arrives_whole_and_is_one_statement()
    {
        using var relay = new PostgresRelay(new UnixDomainSocketEndPoint(PostgresServer.Shared.Socket));
        await using var connection = await Open(relay);
        var before = relay.Passed;
        await using var command =
            new NpgsqlCommand("SELECT length($1)", connection) { Parameters = { new() { Value = new string('ä', 1_000_000) } } };

        (await command.ExecuteScalarAsync()).Should().Be(1_000_000);

        (relay.Passed - before).Should().Be(new Traffic(1, 1));
    }

    [PostgresFact]
    public async Task Each_round_trip_takes_the_delay_once_however_many_statements_and_connections_there_are()
    {
        using var relay = new PostgresRelay(new UnixDomainSocketEndPoint(PostgresServer.Shared.Socket), Delay);
        var took = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(async () =>
        {
            await using var connection = await Open(relay);
            await using var command = new NpgsqlCommand("SELECT 1; SELECT 2; SELECT 3; SELECT 4; SELECT 5", connection);
            var began = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < 10; i++) await command.ExecuteNonQueryAsync();
            return TimeProvider.System.GetElapsedTime(began);
        })));

        took.Min().Should().BeGreaterThanOrEqualTo(10 * Delay);
        // A busy machine holds some of them up; one after the other, statements would take 50 delays and connections 300.
        took.Min().Should().BeLessThan(50 * Delay, "statements that are sent together wait together");
        took.Max().Should().BeLessThan(200 * Delay, "connections wait beside each other");
    }

    private async Task<NpgsqlConnection> Open(PostgresRelay relay)
    {
        var connection = new NpgsqlConnection(TemporaryDatabase.Through(_place!.Settings, relay).ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
