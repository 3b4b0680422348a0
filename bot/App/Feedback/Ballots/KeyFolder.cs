using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// The folder of the keys: a file for each, for its owner alone, on disk before anything is sealed with it. A marker file says to which
/// database the folder belongs, and <c>CACHEDIR.TAG</c> lets backup tools leave it out.
/// </summary>
/// <param name="path">Empty where there is no place for one.</param>
internal sealed class KeyFolder(string path)
{
    private const string MarkerName = "improvement-bot-keys", TagName = "CACHEDIR.TAG", Extension = ".key";
    private const string Tag = """
        Signature: 8a477f597d28d172789f06886806bc55
        # Keys of anonymous surveys. They live for minutes: a copy of them is of no use later, and weakens what people were promised.

        """;

    /// <summary>Where it is; empty where there is no place for one.</summary>
    public string Path => path;

    /// <summary>Whether it is there.</summary>
    public bool Exists => Directory.Exists(path);

    /// <summary>The marker; null where there is none yet.</summary>
    public string? Marker => Bytes(In(MarkerName)) is { } marker ? Encoding.ASCII.GetString(marker).Trim() : null;

    /// <summary>The ids of all keys.</summary>
    public IEnumerable<string> Ids => Exists
        ? Directory.EnumerateFiles(path, "*" + Extension).Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
        : [];

    /// <summary>Makes the folder, where it is not there, with its tag and the marker.</summary>
    public void Mark(string marker)
    {
        PrivateFiles.CreateFolder(path);
        if (!File.Exists(In(TagName))) Write(In(TagName), Encoding.ASCII.GetBytes(Tag), FileMode.Create);
        Write(In(MarkerName), Encoding.ASCII.GetBytes(marker), FileMode.CreateNew);
    }

    /// <summary>Makes a key; when this returns, it is on disk and was read back.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public BoxKey Make(DateTimeOffset now)
    {
        var key = BoxKey.Make(now);
        var file = key.ToFile();
        try
        {
            Write(FileOf(key.Id), file, FileMode.CreateNew);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(file);
        }

        using var kept = Find(key.Id);
        if (kept is not null && kept.Bytes.SequenceEqual(key.Bytes)) return key;
        key.Dispose();
        throw new IOException($"A key that was written to {path} reads differently.");
    }

    /// <summary>A key; null when it is not there or damaged.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public BoxKey? Find(string id)
    {
        if (Bytes(FileOf(id)) is not { } file) return null;
        try
        {
            return BoxKey.Read(id, file);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(file);
        }
    }

    /// <summary>Overwrites and deletes a key that no box names any more.</summary>
    public void Destroy(string id)
    {
        var file = FileOf(id);
        if (!File.Exists(file)) return;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
            Write(stream, RandomNumberGenerator.GetBytes(BoxKey.FileSize));
        }
        catch (FileNotFoundException)
        {
            return; // another instance was first
        }

        File.Delete(file);
        FolderFlush.Flush(path);
    }

    /// <summary>Why nothing can be written there, in half a sentence; null when it can.</summary>
    public string? WriteProblem()
    {
        var trial = In($"trial-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            Write(trial, [0], FileMode.CreateNew);
            File.Delete(trial);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private string In(string name) => System.IO.Path.Combine(path, name);

    private string FileOf(string id) => In(id + Extension);

    private void Write(string file, byte[] bytes, FileMode mode)
    {
        using (var stream = new FileStream(file, PrivateFiles.ToWrite(mode))) Write(stream, bytes);
        FolderFlush.Flush(path);
    }

    private static void Write(FileStream stream, byte[] bytes)
    {
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private static byte[]? Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
