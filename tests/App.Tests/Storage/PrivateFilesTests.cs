using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>Everything that people wrote, and the secrets that sign webhooks, are for the owner of the files alone.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("improvement-bot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_database_with_its_log_and_its_folders_and_a_backup_with_its_own()
    {
        if (OperatingSystem.IsWindows()) return;
        using var database = Open(Path.Combine(_folder, "deep", "down", "bot.db"));
        await database.Settle(writer => writer["DELETE FROM outbox"].Execute(), default);
        Backup.Write(database.Engine, "Sqlite", Path.Combine(_folder, "backups", "today", "one.jsonl.gz"), DateTimeOffset.UnixEpoch);

        Modes("*", Directory.GetDirectories).Should().HaveCount(4).And.OnlyContain(mode => mode == OwnersFolder);
        Modes("*", Directory.GetFiles).Should().HaveCount(4).And.OnlyContain(mode => mode == OwnersFile);
    }

    [Fact]
    public void Files_of_an_earlier_version_are_tightened_and_their_folder_is_left_as_it_is()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = Path.Combine(_folder, "bot.db");
        Open(file).Dispose();
        const UnixFileMode everybodys = OwnersFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode listed = OwnersFolder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(file, everybodys);
        File.SetUnixFileMode(_folder, listed);

        using var again = Open(file);

        Modes("bot.db*", Directory.GetFiles).Should().HaveCount(3).And.OnlyContain(mode => mode == OwnersFile);
        File.GetUnixFileMode(_folder).Should().Be(listed);
    }

    [Fact]
    public void A_backup_of_what_is_not_there_creates_nothing()
    {
        var file = Path.Combine(_folder, "nothing", "bot.db");

        var backup = () =>
            Backup.Write(
                DatabaseEngine.Of(new() { ConnectionString = $"Data Source={file}" }), "Sqlite", Path.Combine(_folder, "one.jsonl.gz"),
                DateTimeOffset.UnixEpoch);

        backup.Should().Throw<BackupException>().WithMessage($"There is no database at {file}*Storage:ConnectionString*");
        Directory.GetFileSystemEntries(_folder).Should().BeEmpty();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private IEnumerable<UnixFileMode> Modes(string pattern, Func<string, string, SearchOption, string[]> list) =>
        list(_folder, pattern, SearchOption.AllDirectories).Select(File.GetUnixFileMode);

    private static Database Open(string file) =>
        Database.Open(new() { ConnectionString = $"Data Source={file}" }, TimeProvider.System, NullLogger<Database>.Instance);
}
