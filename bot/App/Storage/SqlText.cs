using System.Text;

namespace Improvement.Bot.Storage;

/// <summary>The text of a statement that was put together, with its values as <c>@p1</c>, <c>@p2</c> and so on.</summary>
internal static class SqlText
{
    /// <summary>The mark before the names of the columns of a new row, behind which as many values follow.</summary>
    public const string Row = "columns and values";

    /// <exception cref="ArgumentException">A part of it is not a constant.</exception>
    public static string Of(ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        var values = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not { } part) text.Append("@p").Append(++values);
            else if (ReferenceEquals(part, Row)) i += AppendRow(text, parts[(i + 1)..], ref values);
            else text.Append(Constant(part));
        }

        return text.ToString();
    }

    // Gives how many parts it was.
    private static int AppendRow(StringBuilder text, ReadOnlySpan<string?> parts, ref int values)
    {
        var count = 0;
        while (parts[count] is { } column) text.Append(count++ is 0 ? "(" : ", ").Append(Constant(column));
        for (var i = 0; i < count; i++) text.Append(i is 0 ? ") VALUES (" : ", ").Append("@p").Append(++values);
        text.Append(')');
        return 2 * count;
    }

    // The literals of the source code are interned; what was put together while the bot runs is not.
    private static string Constant(string part) =>
        ReferenceEquals(string.IsInterned(part), part) ? part : throw new ArgumentException($"No constant, and no SQL: {part}");
}
