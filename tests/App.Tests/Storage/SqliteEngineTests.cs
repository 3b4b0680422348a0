using FluentAssertions;
using Improvement.Bot.Storage.Sqlite;
using SQLitePCL;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteEngineTests : IDisposable
{
    private readonly TemporaryDatabase _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>Before it, two connections that write or checkpoint at the same moment may corrupt a WAL database (sqlite.org/wal.html, "the WAL-reset bug").</summary>
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
}
