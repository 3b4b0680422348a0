using System.Buffers.Binary;
using System.Text;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// What a client of PostgreSQL sends on one connection, read as it passes: just as much of the protocol (version 3) as is needed to count
/// statements and round trips and to say what was asked. Encryption is not understood.
/// </summary>
/// <param name="began">Called with the name of the application when it has said that.</param>
/// <param name="asked">Called for each statement that is run, with its text.</param>
/// <param name="waits">Called each time that the client waits for an answer after it.</param>
internal sealed class FrontendMessages(Action<string> began, Action<string> asked, Action waits)
{
    // SSLRequest, GSSENCRequest; what follows is a start without a type again.
    private const int AsksForTls = 80877103, AsksForGss = 80877104;
    private const int Header = 5;

    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, string> _portals = [];
    private byte[] _rest = [];
    private bool _isStarted;

    /// <summary>Reads on.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (_rest.Length > 0) bytes = (byte[])[.. _rest, .. bytes];
        var at = 0;
        while (Next(bytes[at..]) is { } length && length <= bytes.Length - at)
        {
            if (_isStarted) Take((char)bytes[at], bytes.Slice(at + Header, length - Header));
            else Start(bytes.Slice(at + 4, length - 4));
            at += length;
        }

        _rest = bytes[at..].ToArray();
    }

    // The length of the next message with all that belongs to it.
    private int? Next(ReadOnlySpan<byte> bytes)
    {
        var type = _isStarted ? 1 : 0;
        return bytes.Length < type + 4 ? null : type + BinaryPrimitives.ReadInt32BigEndian(bytes[type..]);
    }

    private void Start(ReadOnlySpan<byte> body)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(body) is AsksForTls or AsksForGss) return;
        _isStarted = true;
        body = body[4..];
        while (body.Length > 1)
        {
            var (name, value) = (Text(ref body), Text(ref body));
            if (name is "application_name") began(value);
        }
    }

    private void Take(char type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case 'P':
                var name = Text(ref body);
                _texts[name] = Text(ref body);
                break;
            case 'B':
                var portal = Text(ref body);
                _portals[portal] = _texts.GetValueOrDefault(Text(ref body), "?");
                break;
            case 'E':
                asked(_portals.GetValueOrDefault(Text(ref body), "?"));
                break;
            case 'Q':
                asked(Text(ref body));
                waits();
                break;
            case 'S':
                waits();
                break;
        }
    }

    private static string Text(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        var text = end is 0 ? "" : Encoding.UTF8.GetString(body[..end]);
        body = body[(end + 1)..];
        return text;
    }
}
