namespace Improvement.Bot.Api.Calls;

/// <summary>In which encoding the bytes of a body are: only UTF-8 is read, with or without a byte order mark.</summary>
internal static class BodyEncoding
{
    private const byte Zero = 0;

    /// <summary>The body without its byte order mark, or the problem with how it is encoded.</summary>
    public static (ReadOnlyMemory<byte> Body, ApiProblem? Problem) Read(ReadOnlyMemory<byte> body) => body.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (body[3..], null),
        [0x1F, 0x8B, ..] => (default, Problem.Compressed),
        // JSON begins with two characters of ASCII, so UTF-16 and UTF-32 show themselves by a zero
        [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [Zero, ..] or [_, Zero, ..] => (default, Problem.NotUtf8),
        _ => (body, null),
    };

    /// <summary>Whether the header Content-Encoding names anything that would have to be undone before reading.</summary>
    public static bool IsCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.SelectMany(header => (header ?? "").Split(',')).Any(name =>
            name.Trim() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase));
}
