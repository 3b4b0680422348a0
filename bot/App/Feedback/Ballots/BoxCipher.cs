using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Seals boxes and slips, and draws what must be random, with AES-256-GCM and the system's source. Tests stand in for single parts of it,
/// to show that they would notice a weaker one.
/// </summary>
internal class BoxCipher
{
    /// <summary>Bytes of a sealed slip, whatever is in it.</summary>
    public const int SlipSize = 4096;

    private const int NonceSize = 12, TagSize = 16, Overhead = NonceSize + TagSize;

    /// <summary>Called as a unit goes on from one step to the next; tests end it there.</summary>
    public virtual void Reached(BoxStep step)
    {
    }

    /// <summary>Seals the bytes of a box.</summary>
    public virtual byte[] SealBox(ReadOnlySpan<byte> plain, BoxKey key, Wave wave) => Seal(plain, key.Bytes, Bound(wave, key.Id));

    /// <summary>Opens a box into <paramref name="plain"/>; false when it is not what was sealed.</summary>
    public virtual bool OpenBox(ReadOnlySpan<byte> sealedBox, BoxKey key, Wave wave, Span<byte> plain) =>
        Open(sealedBox, key.Bytes, Bound(wave, key.Id), plain);

    /// <summary>The slips of a ballot: one for each text item, written or not, in the order of their random ids.</summary>
    public virtual IEnumerable<Slip> SlipsOf(ImmutableArray<string> items, Ballot ballot) =>
        items.Select((item, index) => new Slip(NewSlipId(), index, ballot.Texts.GetValueOrDefault(item)))
            .OrderBy(slip => slip.Id, StringComparer.Ordinal);

    /// <summary>Seals a slip.</summary>
    public virtual byte[] SealSlip(Slip slip, ReadOnlySpan<byte> slipKey, WaveId wave)
    {
        var plain = new byte[SlipSize - Overhead];
        slip.WriteTo(plain);
        try
        {
            return Seal(plain, slipKey, Encoding.UTF8.GetBytes($"slip {wave} {slip.Id}"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens a slip; null when it is not what was sealed.</summary>
    public virtual Slip? OpenSlip(string id, ReadOnlySpan<byte> sealedSlip, ReadOnlySpan<byte> slipKey, WaveId wave)
    {
        var plain = new byte[Math.Max(0, sealedSlip.Length - Overhead)];
        try
        {
            return Open(sealedSlip, slipKey, Encoding.UTF8.GetBytes($"slip {wave} {id}"), plain) ? Slip.Read(id, plain) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>A random nonce, new each time.</summary>
    protected virtual byte[] NewNonce() => RandomNumberGenerator.GetBytes(NonceSize);

    /// <summary>The id of a slip that arrives; its first letter says that it was not mixed with others yet.</summary>
    protected virtual string NewSlipId() => Slip.Fresh + NewId();

    /// <summary>The id of a comment that is released.</summary>
    /// <param name="slip">The slip that it was in, whose id is known to whoever copied the database.</param>
    public virtual string CommentIdOf(Slip slip) => NewId();

    /// <summary>Puts slips in random order.</summary>
    public virtual void Shuffle(Span<Slip> slips, WaveId wave) => RandomNumberGenerator.Shuffle(slips);

    /// <summary>128 random bits.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What a sealed box is bound to: its wave, its key and the promise.</summary>
    private static byte[] Bound(Wave wave, string key) => Encoding.UTF8.GetBytes($"box {wave.Id} {key} {wave.PolicyHash}");

    /// <summary>Seals bytes: nonce, tag, and what is sealed.</summary>
    protected byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> key, byte[] bound)
    {
        var whole = new byte[Overhead + plain.Length];
        var nonce = NewNonce();
        nonce.CopyTo(whole, 0);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, whole.AsSpan(Overhead), whole.AsSpan(NonceSize, TagSize), bound);
        return whole;
    }

    private static bool Open(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> key, byte[] bound, Span<byte> plain)
    {
        if (whole.Length != Overhead + plain.Length) return false;
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(whole[..NonceSize], whole[Overhead..], whole.Slice(NonceSize, TagSize), plain, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}

/// <summary>The steps of what is done with a box, in their order; between any two the process may end.</summary>
internal enum BoxStep
{
    CastSeatFound,
    CastBegun,
    CastStateRead,
    CastOpened,
    CastAdded,
    CastSlipsWritten,
    CastKeyMade,
    CastWritten,
    CastCommitted,
    CloseBegun,
    CloseOpened,
    CloseComputed,
    CloseReleased,
    CloseDeleted,
    CloseCommitted,
    SweepBegun,
    SweepKeyMade,
    SweepSealed,
    SweepCommitted,
}
