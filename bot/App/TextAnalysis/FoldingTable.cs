using System.Globalization;
using System.Text;

namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// What Unicode writes in the place of a character that is another one with a mark, in another width or joined to its neighbour.
/// </summary>
internal static class FoldingTable
{
    private const int PageSize = 256;

    // By pages, most of which are not there: looked up for every character outside ASCII.
    private static readonly string?[]?[] Pages = Read();

    /// <summary>The characters for the one that begins here; null where it stands for itself.</summary>
    public static string? Of(string text, int at)
    {
        int code = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
        return code / PageSize < Pages.Length ? Pages[code / PageSize]?[code % PageSize] : null;
    }

    private static string?[]?[] Read()
    {
        using var reader = new StreamReader(typeof(FoldingTable).Assembly.GetManifestResourceStream("Folding.txt")!);
        var pages = new string?[]?[0x30000 / PageSize];
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(';') is not [var character, var others]) continue;
            var code = int.Parse(character, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var text = others.Split(' ').Aggregate(
                new StringBuilder(),
                (all, each) => all.Append(char.ConvertFromUtf32(int.Parse(each, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            (pages[code / PageSize] ??= new string?[PageSize])[code % PageSize] = text.ToString();
        }

        return pages;
    }
}
