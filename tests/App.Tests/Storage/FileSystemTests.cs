using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage.Engine.Sqlite;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class FileSystemTests
{
    [Theory]
    [InlineData("nfs")]
    [InlineData("nfs4")]
    [InlineData("cifs")]
    [InlineData("smb3")]
    [InlineData("smbfs")]
    [InlineData("ceph")]
    [InlineData("fuse.sshfs")]
    [InlineData("fuse.glusterfs")]
    [InlineData("fuse.rclone")]
    [InlineData("fuse.blobfuse2")]
    [InlineData("lustre")]
    public void A_network_file_system_is_refused_with_the_setting_the_reason_and_what_to_do_instead(string name) =>
        SqliteEngine.Faults("Data Source=/srv/share/bot.db", _ => new(name)).Should().ContainSingle()
            .Which.Should()
                .Match($"Storage:ConnectionString names /srv/share/bot.db*network file system ({name})*locks*disk of this "
                    + "machine*PostgreSQL (Storage:Engine)*");

    [Fact]
    public void A_network_drive_of_Windows_is_refused() =>
        SqliteEngine.Faults("Data Source=Z:/bot.db", _ => new("NTFS", IsRemoteDrive: true)).Should().ContainSingle();

    [Theory]
    [InlineData("ext4", false)]
    [InlineData("xfs", false)]
    [InlineData("btrfs", false)]
    [InlineData("overlay", false)]
    [InlineData("tmpfs", false)]
    [InlineData("apfs", false)]
    [InlineData("fuseblk", false)]
    [InlineData("fuse.fuse-overlayfs", false)]
    [InlineData("9p", true)]
    [InlineData("virtiofs", true)]
    [InlineData("fuse.grpcfuse", true)]
    [InlineData("fuse", true)]
    public void Any_other_is_taken_and_one_that_nobody_knows_is_warned_of(string name, bool doubtful)
    {
        SqliteEngine.Faults("Data Source=/srv/bot.db", _ => new(name)).Should().BeEmpty();
        new FileSystem(name).IsDoubtful.Should().Be(doubtful);
    }

    [Fact]
    public void The_file_system_is_asked_of_the_file_that_the_setting_names()
    {
        var asked = new List<string>();
        SqliteEngine.Faults("Data Source=deep/down/bot.db", path => { asked.Add(path); return null; }).Should().BeEmpty();
        asked.Should().Equal("deep/down/bot.db");
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_and_a_link_lie_where_they_lead()
    {
        if (!OperatingSystem.IsLinux()) return;
        var folder = Directory.CreateTempSubdirectory("improvement-bot-").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "shared"), "/dev/shm");

        FileSystem.Of(Path.Combine(folder, "shared", "not", "yet", "bot.db"))!.Name.Should().Be("tmpfs");
        FileSystem.Of(Path.Combine(folder, "not", "yet", "bot.db"))!.Name.Should().Be(FileSystem.Of(folder)!.Name);

        Directory.Delete(folder, recursive: true);
    }
}
