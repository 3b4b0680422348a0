using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Improvement.Bot.Framework.Cards;

/// <summary>
/// Writes JSON as the channel takes it, into a buffer that each thread keeps, so that a card costs no memory beside its own bytes.
/// </summary>
internal static class JsonBytes
{
    // The largest card that Teams takes fits twice; a larger buffer is given up.
    private const int LargestKept = 256 * 1024;

    [ThreadStatic] private static ArrayBufferWriter<byte>? t_buffer;
    [ThreadStatic] private static Utf8JsonWriter? t_writer;

    /// <summary>What <paramref name="write"/> writes, read by <paramref name="read"/> before the buffer is used again.</summary>
    public static T Read<T>(Action<Utf8JsonWriter> write, Func<ReadOnlySpan<byte>, T> read)
    {
        // Taken away while it is used: who writes may write something else meanwhile.
        var (buffer, writer) = (t_buffer, t_writer);
        (t_buffer, t_writer) = (null, null);
        buffer ??= new(8 * 1024);
        writer ??= new(Stream.Null, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer);
        writer.Flush();
        var result = read(buffer.WrittenSpan);
        if (buffer.Capacity <= LargestKept) (t_buffer, t_writer) = (buffer, writer);
        return result;
    }

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> write) => Read(write, static bytes => bytes.ToArray());
}
