using System.Buffers.Binary;
using System.Text;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>The place of one text of a ballot, written or not.</summary>
/// <param name="Item">Number of the text item in the form.</param>
/// <param name="Text">What was written; null for nothing.</param>
internal sealed record Slip(string Id, int Item, WrittenText? Text)
{
    /// <summary>First letter of the id of a slip that has just come.</summary>
    public const string Fresh = "f";

    /// <summary>First letter of the id of a slip that was put among others.</summary>
    public const string Mixed = "m";

    private const int Length = 1, HasHash = 3, Hash = 4, HashSize = WrittenText.HashLength / 2, Body = Hash + HashSize;

    /// <summary>Whether something was written.</summary>
    public bool IsWritten => Text is { Body.Length: > 0 };

    /// <summary>The slip that was written.</summary>
    public static Slip Read(string id, ReadOnlySpan<byte> plain)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(plain[Length..]);
        var hash = plain[HasHash] is 0 ? null : Convert.ToHexStringLower(plain.Slice(Hash, HashSize));
        return new(id, plain[0], length is 0 ? null : new(Encoding.UTF8.GetString(plain.Slice(Body, length)), hash));
    }

    /// <summary>Writes it; what is not used stays zero.</summary>
    public void WriteTo(Span<byte> plain)
    {
        plain[0] = (byte)Item;
        if (Text is null) return;
        BinaryPrimitives.WriteUInt16LittleEndian(plain[Length..], (ushort)Encoding.UTF8.GetBytes(Text.Body, plain[Body..]));
        if (Text.ClaimHash is null) return;
        plain[HasHash] = 1;
        Convert.FromHexString(Text.ClaimHash).CopyTo(plain[Hash..]);
    }

    // It holds what somebody wrote; whoever prints one prints nothing of it.
    public override string ToString() => nameof(Slip);
}
