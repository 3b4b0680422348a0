using System.Runtime.InteropServices;

namespace Improvement.Bot.Similarity;

/// <summary>A record in which a term stands, and what it weighs there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Posting(long Record, int Weight);

/// <summary>
/// Postings as they are kept: in the order of the records, each as the distance from the one before in groups of seven bits, and its weight
/// in one byte.
/// </summary>
internal static class PostingList
{
    /// <summary>Packs postings that are in the order of their records.</summary>
    public static byte[] Pack(IReadOnlyList<Posting> postings) => Append([], 0, postings);

    /// <summary>Adds later postings to packed ones, without unpacking these.</summary>
    /// <param name="last">The last record of the packed ones; 0 where there are none.</param>
    public static byte[] Append(ReadOnlySpan<byte> packed, long last, IReadOnlyList<Posting> later)
    {
        var all = new List<byte>(packed.Length + 3 * later.Count);
        all.AddRange(packed);
        foreach (var (record, weight) in later)
        {
            var distance = (ulong)(record - last);
            for (; distance >= 0x80; distance >>= 7) all.Add((byte)(distance | 0x80));
            all.Add((byte)distance);
            all.Add(checked((byte)weight));
            last = record;
        }

        return [.. all];
    }

    /// <summary>The last record of packed postings; 0 where there are none.</summary>
    public static long Last(ReadOnlySpan<byte> packed)
    {
        var record = 0L;
        for (var at = 0; at < packed.Length; at++) record += Distance(packed, ref at);
        return record;
    }

    /// <summary>Adds to a list what was packed.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, List<Posting> to)
    {
        var record = 0L;
        for (var at = 0; at < packed.Length; at++)
        {
            record += Distance(packed, ref at);
            to.Add(new(record, packed[at]));
        }
    }

    /// <summary>Reads one distance, and goes on to the weight behind it.</summary>
    private static long Distance(ReadOnlySpan<byte> packed, ref int at)
    {
        var distance = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var bits = packed[at++];
            distance |= (long)(bits & 0x7F) << shift;
            if (bits < 0x80) return distance;
        }
    }
}
