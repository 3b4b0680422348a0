using System.Buffers.Binary;
using System.IO.Compression;

namespace Improvement.Bot.Tests.Operations;

/// <summary>One dot of a picture.</summary>
internal sealed record Pixel(byte Red, byte Green, byte Blue, byte Alpha);

/// <summary>Reads a small PNG with eight bits each of red, green, blue and alpha.</summary>
internal static class PngPixels
{
    private const int Channels = 4;

    public static IEnumerable<Pixel> Of(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var stride = width * Channels;
        var raw = Raw(png);
        var (row, above) = (new byte[stride], new byte[stride]);
        for (var y = 0; y < height; y++)
        {
            var filter = raw[y * (stride + 1)];
            for (var x = 0; x < stride; x++) row[x] = (byte)(raw[(y * (stride + 1)) + 1 + x] + Predicted(filter, row, above, x));
            for (var x = 0; x < stride; x += Channels) yield return new(row[x], row[x + 1], row[x + 2], row[x + 3]);
            (row, above) = (above, row);
        }
    }

    private static int Predicted(byte filter, byte[] row, byte[] above, int x)
    {
        var (left, up, corner) = (x < Channels ? 0 : row[x - Channels], above[x], x < Channels ? 0 : above[x - Channels]);
        return filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (fromLeft, fromUp, fromCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return fromLeft <= fromUp && fromLeft <= fromCorner ? left : fromUp <= fromCorner ? up : corner;
    }

    private static byte[] Raw(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
