using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>A key of boxes, read from its file; zeroed when it is disposed.</summary>
/// <param name="id">Random; the name of its file.</param>
/// <param name="madeAt">When it was made, UTC.</param>
/// <param name="bytes">32 random bytes.</param>
internal sealed class BoxKey(string id, DateTimeOffset madeAt, byte[] bytes) : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    /// <summary>Bytes of its file: the key, when it was made, and a checksum of both.</summary>
    public const int FileSize = Checked + SHA256.HashSizeInBytes;

    private const int Checked = Size + sizeof(long);

    public string Id => id;

    public DateTimeOffset MadeAt => madeAt;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>A new one.</summary>
    public static BoxKey Make(DateTimeOffset now) =>
        new(RandomNumberGenerator.GetHexString(Size, lowercase: true), now, RandomNumberGenerator.GetBytes(Size));

    /// <summary>The key of a file; null when the file is damaged.</summary>
    public static BoxKey? Read(string id, ReadOnlySpan<byte> file) =>
        file.Length is FileSize && SHA256.HashData(file[..Checked]).AsSpan().SequenceEqual(file[Checked..])
            ? new(id, DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(file[Size..])), file[..Size].ToArray())
            : null;

    /// <summary>Whether it has been used for as long as a key is.</summary>
    public bool IsOld(DateTimeOffset now) => now - madeAt >= BoxRules.KeyLife;

    /// <summary>What its file holds; to be zeroed.</summary>
    public byte[] ToFile()
    {
        var file = new byte[FileSize];
        bytes.CopyTo(file, 0);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(Size), madeAt.ToUnixTimeMilliseconds());
        SHA256.HashData(file.AsSpan(0, Checked), file.AsSpan(Checked));
        return file;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
