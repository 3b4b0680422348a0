using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Operations;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What was in one place is in another one after backup and restore, whichever engines they are.</summary>
public abstract class BackupCompliance : IDisposable
{
    private readonly TemporaryDatabase _from;
    private readonly EmptyPlace _to;
    private readonly DatabaseEngine _engine;
    private readonly string _folder = Directory.CreateTempSubdirectory("backup-").FullName;

    private protected BackupCompliance(StorageEngine from, StorageEngine to)
    {
        _from = new(engine: from);
        _to = new(to);
        _engine = DatabaseEngine.Of(_to.Settings);
    }

    private string BackupPath => Path.Combine(_folder, "one.jsonl.gz");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _from.Dispose();
        _to.Remove();
        Directory.Delete(_folder, recursive: true);
    }

    [StoreFact]
    public async Task Every_table_comes_back_as_it_was_and_numbers_go_on()
    {
        await FillAllTables();
        var written = Write();

        var (_, read, setAside) = ReadBack(sayWaiting: true);

        read.Rows.Should().Equal(written.Rows);
        read.Rows.Values.Should().OnlyContain(rows => rows >= 3, "each table was filled");
        setAside.Should().Be(0);
        Contents(_engine).Should().BeEquivalentTo(Contents(_from.Database.Engine));
        using var opened = OpenRestored();
        using var store = new StoreUnderTest(opened, TimeProvider.System);
        await store.Commit(w => w.Enqueue(StoreUnderTest.Say("new")));
        (await store.Waiting())[^1].Id.Should().BeGreaterThan(
            1000, "a number that was given out is not given out again, even where its row is gone");
    }

    [StoreFact]
    public async Task What_may_have_been_said_since_is_set_aside_and_cards_that_are_there_are_drawn_again()
    {
        using (var store = new StoreUnderTest(_from.Database, TimeProvider.System))
        {
            await store.Commit(w =>
            {
                w.Enqueue(StoreUnderTest.Say("said meanwhile?"));
                w.Enqueue(new(Framework.Outbox.OutboxKind.Show,
                    StoreUnderTest.Chat) { Place = w.PlaceOf("error:1", "status", StoreUnderTest.Chat, "m1").Id });
                w.Enqueue(new(Framework.Outbox.OutboxKind.Show,
                    StoreUnderTest.Chat) { Place = w.PlaceOf("error:2", "status", StoreUnderTest.Chat).Id });
            });
        }

        Write();
        var (_, _, setAside) = ReadBack(sayWaiting: false);

        setAside.Should().Be(2);
        using var opened = OpenRestored();
        using var session = opened.OpenSession();
        session.Statements[
            "SELECT COUNT(*) FROM outbox WHERE parked_at IS NULL AND place = (SELECT id FROM places WHERE activity_id = 'm1')"]
            .Number()
            .Should()
            .Be(1);
        session.Statements["SELECT COUNT(*) FROM outbox WHERE parked_at IS NOT NULL AND problem LIKE 'restored%'"].Number().Should().Be(2);
    }

    [StoreFact]
    public async Task A_backup_beside_a_busy_bot_holds_one_moment()
    {
        using var store = new StoreUnderTest(_from.Database, TimeProvider.System);
        using var enough = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await store.Commit(w =>
                    { w.Enqueue(StoreUnderTest.Say("left")); w.PlaceOf(Guid.NewGuid().ToString(), "right", StoreUnderTest.Chat); });
            }
        })).ToArray();
        while (store.Announced.Count < 20) await Task.Yield();

        var contents = Write();
        await enough.CancelAsync();
        await Task.WhenAll(busy);

        contents.Of("outbox").Should().BeGreaterThan(0).And.Be(contents.Of("places"), "each transaction added one of both");
        ReadBack(sayWaiting: true).Contents.Total.Should().Be(contents.Total);
    }

    [StoreFact]
    public async Task A_damaged_cut_or_newer_file_is_refused_and_leaves_the_place_empty()
    {
        await FillAllTables();
        Write();
        var good = File.ReadAllBytes(BackupPath);
        var text = Unpacked(good);

        Refused(good[..^20], "*damaged*");
        Refused(good[..(good.Length / 2)], "*damaged*");
        Refused([.. good.Select((b, i) => i == good.Length / 2 ? (byte)(b ^ 0x55) : b)], "*damaged*");
        Refused(Packed(text.Replace("backup\":1", "backup\":2", StringComparison.Ordinal)), "*newer version*format 2*");
        Refused(
            Packed(text.Replace("\"1\":\"start\"", "\"1\":\"start\",\"9999\":\"from_the_future\"", StringComparison.Ordinal)),
            "*newer version*from_the_future*");
        Refused(Packed(text.Replace("ä", "ö", StringComparison.Ordinal)), "*damaged*checksum*");
        Refused(Packed(string.Join('\n', text.Split('\n').Where((_, line) => line != 2))), "*damaged*");
        Refused(Packed("Id,Summary\n1,no backup at all\n"), "*");
        Refused([1, 2, 3], "*damaged*");

        ReadBack(sayWaiting: true).Contents.Total.Should().BeGreaterThan(0);
    }

    [StoreFact]
    public void What_is_there_already_is_neither_mixed_nor_overwritten()
    {
        Write();
        ReadBack(sayWaiting: false);

        ((Action)(() => ReadBack(sayWaiting: false))).Should().Throw<BackupException>().WithMessage("*something already*");
        ((Action)(() => Write())).Should().Throw<BackupException>().WithMessage("*exists already*");
    }

    private BackupContents Write() => Backup.Write(_from.Database.Engine, "test", BackupPath, DateTimeOffset.UnixEpoch);

    private (BackupHeader Header, BackupContents Contents, int SetAside) ReadBack(bool sayWaiting)
    {
        using var file = File.OpenRead(BackupPath);
        return Restore.Read(_engine, file, TimeProvider.System, sayWaiting);
    }

    private void Refused(byte[] file, string sentence) =>
        ((Action)(() => Restore.Read(_engine, new MemoryStream(file), TimeProvider.System, sayWaiting: true)))
            .Should()
            .Throw<BackupException>()
            .WithMessage(sentence);

    private Database OpenRestored() =>
        Database.Open(_to.Settings, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Database>.Instance);

    // Three rows in every table there is, with something in every column; a row that is gone, whose number was 1000; and a row of the
    // store's own, with empty columns.
    private async Task FillAllTables()
    {
        var engine = _from.Database.Engine;
        await FullTables.Fill(_from.Database);
        await _from.Database.Commit(session =>
        {
            engine.Catalog.ContinueAfter(
                session.Statements, engine.Catalog.Tables(session.Statements).Single(table => table.Name == "outbox"), 1000);
            return default;
        });
        using var store = new StoreUnderTest(_from.Database, TimeProvider.System);
        await store.Commit(w => w.Enqueue(StoreUnderTest.Say("waits")), new("msteams", "a:1", "1"));
    }

    private static SortedDictionary<string, List<string>> Contents(DatabaseEngine engine)
    {
        using var reader = engine.OpenReader();
        var contents = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in engine.Catalog.Tables(reader))
        {
            var columns = table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).ToList();
            using var rows = reader[$"SELECT {string.Join(", ", columns.Select(column => column.Name))} FROM {table.Name}"].Read();
            var lines = new List<string>();
            while (rows.Read())
            {
                lines.Add(string.Join('|', columns.Select((column, i) => $"{column.Name}:{column.Kind}={Shown(rows, column.Kind, i)}")));
            }
            lines.Sort(StringComparer.Ordinal);
            contents[table.Name] = lines;
        }

        return contents;
    }

    private static string Shown(Rows rows, ValueKind kind, int column) => rows.IsDBNull(column) ? "null" : kind switch
    {
        ValueKind.Whole => rows.GetInt64(column).ToString(),
        ValueKind.YesNo => rows.GetBoolean(column).ToString(),
        ValueKind.Fraction => rows.GetDouble(column).ToString("R"),
        ValueKind.Text => rows.GetString(column),
        _ => Convert.ToHexString(rows.GetBytes(column)),
    };

    private static string Unpacked(byte[] file)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(file), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}

public sealed class SqliteToSqliteBackupTests() : BackupCompliance(StorageEngine.Sqlite, StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresToPostgresBackupTests() : BackupCompliance(StorageEngine.PostgreSql, StorageEngine.PostgreSql);

[OnPostgres]
public sealed class SqliteToPostgresBackupTests() : BackupCompliance(StorageEngine.Sqlite, StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresToSqliteBackupTests() : BackupCompliance(StorageEngine.PostgreSql, StorageEngine.Sqlite);
