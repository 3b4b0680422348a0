using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteEngineTests : IDisposable
{
    private readonly TemporaryDatabase _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>
    /// Before it, two connections that write or checkpoint at the same moment may corrupt a WAL database (sqlite.org/wal.html, "the
    /// WAL-reset bug").
    /// </summary>
    [Fact]
    public void The_engine_is_one_that_does_not_corrupt_its_log()
    {
        using var session = _place.Database.OpenSession();
        using var rows = session.Statements["SELECT sqlite_version()"].Read();
        rows.Read().Should().BeTrue();

        var version = Version.Parse(rows.GetString(0));

        version.Should().BeGreaterThanOrEqualTo(new Version(3, 51, 3));
        SqliteLibrary.Version.Should().Be(version.ToString());
        raw.GetNativeLibraryName().Should().Be("e_sqlite3");
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("wal_autocheckpoint", "8000")]
    [InlineData("journal_size_limit", "67108864")]
    public void The_writer_waits_for_the_disk(string pragma, string value)
    {
        using var writer = _place.Database.Engine.OpenWriter();
        using var rows = writer[$"PRAGMA {pragma}"].Read();
        rows.Read().Should().BeTrue();
        rows.GetString(0).Should().Be(value);
    }

    /// <summary>From version 3.47 on SQLite plans a statement anew whenever its LIMIT is bound, unless plans are to stay.</summary>
    [Fact]
    public void A_statement_is_planned_once_whatever_its_limit_is()
    {
        const int timesPlannedAnew = 5; // SQLITE_STMTSTATUS_REPREPARE
        using var session = _place.Database.OpenSession();
        var connection = ((SqliteConnection)session.Statements.Connection).Handle;
        raw.sqlite3_prepare_v2(connection, "SELECT id FROM errors ORDER BY id LIMIT @most", out var statement).Should().Be(raw.SQLITE_OK);
        using var prepared = statement;
        for (var most = 1; most <= 3; most++)
        {
            raw.sqlite3_bind_int(statement, 1, most);
            raw.sqlite3_step(statement).Should().Be(raw.SQLITE_DONE);
            raw.sqlite3_reset(statement);
        }

        raw.sqlite3_stmt_status(statement, timesPlannedAnew, 0).Should().Be(0);
    }

    [Fact]
    public async Task A_full_disk_is_recognised_and_what_comes_when_there_is_room_is_kept()
    {
        await Writes("PRAGMA max_page_count = 1"); // as many as there are already
        var large = Enumerable.Range(0, 3).Select(_ => Keeps(200_000)).ToList();

        foreach (var each in large) (await Refused(each)).Should().Be(StoreFault.Full);
        await Writes("PRAGMA max_page_count = 1000000");
        await Keeps(200_000);

        using var session = _place.Database.OpenSession();
        session.Statements["SELECT COUNT(*) FROM record_events"].Number().Should().Be(1);
    }

    [Fact]
    public async Task A_database_that_takes_nothing_is_recognised()
    {
        await Writes("PRAGMA query_only = 1");

        (await Refused(Keeps(1))).Should().Be(StoreFault.NotWritable);
    }

    [Fact]
    public async Task A_database_that_somebody_else_holds_is_recognised()
    {
        await Writes("PRAGMA busy_timeout = 1");
        using var other = _place.Database.Engine.OpenWriter();
        other.Begin();

        (await Refused(Keeps(1))).Should().Be(StoreFault.Busy);
        other.RollBack();
        await Keeps(1);
    }

    private Task Keeps(int length) =>
        _place.Database.Settle(
            writer =>
                writer["INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'system', 'test', 1, @what)"]
                    .Execute(new string('x', length)),
            default);

    private Task Writes(string pragma) => _place.Database.Settle(writer => writer[pragma].Execute(), default);

    private static async Task<StoreFault> Refused(Task work) =>
        (await work.Invoking(each => each).Should().ThrowAsync<StoreUnavailableException>()).Which.Fault;
}
