using System.Buffers;

namespace Improvement.Bot.Framework.Connector;

/// <summary>The body of an answer in a borrowed buffer; disposing gives the buffer back.</summary>
internal readonly struct AnswerBody : IDisposable
{
    private const int FirstGuess = 1024;
    private const int Limit = 8 * 1024 * 1024;

    private readonly byte[]? _buffer;
    private readonly int _length;

    private AnswerBody(byte[]? buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <exception cref="InvalidDataException">The body is larger than any answer of the channel may be.</exception>
    public static async ValueTask<AnswerBody> Read(HttpResponseMessage response, CancellationToken ct)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced is 0) return default;

        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        // One byte more than announced, so that the end is seen without growing.
        var rented = ArrayPool<byte>.Shared.Rent((int)Math.Min((announced ?? FirstGuess) + 1, Limit));
        var filled = 0;
        try
        {
            for (int read; (read = await stream.ReadAsync(rented.AsMemory(filled), ct)) > 0;)
            {
                filled += read;
                if (filled == rented.Length) rented = Grown(rented);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
        return new(rented, filled);
    }

    public void Dispose()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static byte[] Grown(byte[] full)
    {
        if (full.Length >= Limit) throw new InvalidDataException("The answer is larger than expected.");

        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
