namespace Improvement.Bot.Errors;

/// <summary>The number of an error; people see it as <c>ERR-12</c>.</summary>
internal readonly record struct ErrorId(long Value)
{
    private const string Prefix = "ERR-";

    /// <summary>What records and places call it: <c>error:12</c>.</summary>
    public string Subject => $"error:{Value}";

    /// <summary>Reads <c>ERR-12</c>, in any case, or <c>12</c> alone.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ErrorId id)
    {
        text = text.Trim();
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) text = text[Prefix.Length..];
        var good = long.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out var number) && number > 0;
        id = new(good ? number : 0);
        return good;
    }

    public override string ToString() => $"{Prefix}{Value}";
}
