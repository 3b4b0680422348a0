using System.Runtime.InteropServices;

namespace Improvement.Bot.Errors;

/// <summary>A report in which a term stands, and what it weighs there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Posting(long Report, int Weight);

/// <summary>Postings as they are kept: in the order of the reports, each as the distance from the one before in groups of seven bits, and its weight in one byte.</summary>
internal static class PostingList
{
    /// <summary>Packs postings that are in the order of their reports.</summary>
    public static byte[] Pack(IReadOnlyList<Posting> postings)
    {
        var packed = new List<byte>(3 * postings.Count);
        var last = 0L;
        foreach (var (report, weight) in postings)
        {
            var distance = (ulong)(report - last);
            for (; distance >= 0x80; distance >>= 7) packed.Add((byte)(distance | 0x80));
            packed.Add((byte)distance);
            packed.Add(checked((byte)weight));
            last = report;
        }

        return [.. packed];
    }

    /// <summary>Adds to a list what was packed.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, List<Posting> to)
    {
        var report = 0L;
        for (var at = 0; at < packed.Length;)
        {
            byte bits;
            var shift = 0;
            var distance = 0L;
            do
            {
                bits = packed[at++];
                distance |= (long)(bits & 0x7F) << shift;
                shift += 7;
            }
            while (bits >= 0x80);
            report += distance;
            to.Add(new(report, packed[at++]));
        }
    }
}
