using System.Text;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Damage that need not leave valid JSON, nor valid UTF-8.</summary>
internal sealed class ByteDamage(Random random)
{
    /// <summary>Damages the text of an activity and says how.</summary>
    public (byte[] Body, string How) Damage(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(10) switch
        {
            0 => (bytes[..random.Next(bytes.Length)], "truncated"),
            1 => (Flip(bytes), "bytes flipped"),
            2 => (Encoding.UTF8.GetBytes(Doubled(text)), "a field twice"),
            3 => (Encoding.UTF8.GetBytes(Nested()), "nested beyond reason"),
            4 => ([.. Encoding.UTF8.GetPreamble(), .. bytes], "with a byte order mark"),
            5 => (Encoding.Unicode.GetBytes(text), "as UTF-16"),
            6 => ([.. bytes, .. bytes], "twice in one body"),
            7 => (Insert(bytes, [0xC3, 0x28, 0xED, 0xA0, 0x80, 0xFF]), "with bytes that are no UTF-8"),
            8 => (Encoding.UTF8.GetBytes(HalfACharacter(text)), "with a lone surrogate"),
            _ => (Encoding.UTF8.GetBytes(NotAnObject()), "not an object"),
        };
    }

    private byte[] Flip(byte[] bytes)
    {
        var damaged = (byte[])bytes.Clone();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }

    private byte[] Insert(byte[] bytes, byte[] what)
    {
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. what, .. bytes[at..]];
    }

    private string Doubled(string text) => text.Insert(1, random.Next(3) switch
    {
        0 => "\"type\":\"invoke\",",
        1 => "\"conversation\":{\"id\":\"a:other\",\"id\":\"a:third\"},",
        _ => "\"id\":\"1\",\"text\":\"/help\",",
    });

    /// <summary>Half a surrogate pair in a value or in a name.</summary>
    private string HalfACharacter(string text)
    {
        var quotes = text.Split('"');
        var inside = (random.Next(quotes.Length / 2) * 2) + 1;
        quotes[Math.Min(inside, quotes.Length - 1)] += "\\ud83d";
        return string.Join('"', quotes);
    }

    private string Nested()
    {
        var depth = random.Next(65, 5000);
        return "{\"type\":\"message\",\"value\":" + new string('[', depth) + new string(']', depth) + "}";
    }

    private string NotAnObject() => random.Next(8) switch
    {
        0 => "",
        1 => "null",
        2 => "[]",
        3 => "\"message\"",
        4 => "42",
        5 => "{}",
        6 => new string(' ', 5000),
        _ => "type=message&text=hello",
    };
}
