using System.Collections.Frozen;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>
/// The file system that a database lies on, by the name that the operating system has for it: <c>ext4</c>, <c>nfs4</c>, <c>fuse.sshfs</c>.
/// </summary>
internal sealed record FileSystem(string Name, bool IsRemoteDrive = false)
{
    // Served by another machine: locks reach it late or never, and nobody shares memory with it.
    private static readonly FrozenSet<string> Remote = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ftp", "ncp", "ncpfs", "afs", "coda",
        "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "fhgfs", "orangefs", "pvfs2", "panfs", "sshfs", "s3fs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.mount-s3", "fuse.mountpoint-s3", "fuse.goofys",
        "fuse.geesefs", "fuse.ossfs",
        "fuse.gcsfuse", "fuse.blobfuse", "fuse.blobfuse2", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.juicefs", "fuse.seaweedfs",
        "fuse.mfs", "fuse.lizardfs",
        "fuse.curlftpfs", "fuse.smbnetfs", "fuse.smbclient", "fuse.nfs", "fuse.fuse-nfs", "fuse.hdfs", "fuse.beegfs", "fuse.quobyte",
            "fuse.lustre", "fuse.afs");

    // Shared by a virtual machine with its host, or served by a program that we do not know: right for one process, as far as that program
    // keeps what it is given.
    private static readonly FrozenSet<string> Borrowed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "fakeowner", "fuse", "macfuse", "osxfuse");

    private static readonly FrozenSet<string> LocalFuse = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.ntfs-3g", "fuse.bindfs", "fuse.gocryptfs");

    /// <summary>Whether another machine serves it.</summary>
    public bool IsRemote => IsRemoteDrive || Remote.Contains(Name);

    /// <summary>Whether it is known to be neither remote nor a disk of this machine.</summary>
    public bool IsDoubtful =>
        !IsRemote
            && (Borrowed.Contains(Name) || (Name.StartsWith("fuse.", StringComparison.OrdinalIgnoreCase) && !LocalFuse.Contains(Name)));

    /// <summary>The one that a file is on, or will be; links are followed. Null where the operating system does not say.</summary>
    public static FileSystem? Of(string file)
    {
        var path = Path.GetFullPath(file);
        if (OperatingSystem.IsWindows()) path = Path.GetPathRoot(path)!;
        else while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;

        try
        {
            if (OperatingSystem.IsWindows() && path.StartsWith(@"\\", StringComparison.Ordinal)) return new(path, IsRemoteDrive: true);
            var drive = new DriveInfo(path);
            return new(drive.DriveFormat, OperatingSystem.IsWindows() && drive.DriveType is DriveType.Network);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
