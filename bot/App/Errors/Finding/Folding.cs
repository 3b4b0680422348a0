namespace Improvement.Bot.Errors;

/// <summary>Makes spellings of the same word equal: case, accents, full width. Our own, as the process carries no Unicode tables for normalisation (globalisation is invariant).</summary>
internal static class Folding
{
    private const string From = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżž";
    private const string To = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzz";
    private static readonly char[] Latin = LatinTable();

    /// <summary>The letter as it is compared: lower case, without accent, in normal width.</summary>
    public static char Fold(char letter)
    {
        if (letter < 0x80)
            return letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;
        if (letter is >= '\uFF01' and <= '\uFF5E')
            return Fold((char)(letter - 0xFEE0));
        var lower = char.ToLowerInvariant(letter);
        return lower < Latin.Length ? Latin[lower] : lower;
    }

    /// <summary>Each letter folded; marks that stand on a letter of their own (é written as two) are left out, ß and æ are spelt out.</summary>
    public static string Fold(string text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var letter in text)
            Append(folded, letter);
        return folded.ToString();
    }

    /// <summary>Appends the folded letter, which may be none or two.</summary>
    public static void Append(System.Text.StringBuilder to, char letter)
    {
        Span<char> folded = stackalloc char[2];
        to.Append(folded[..Fold(letter, folded)]);
    }

    /// <summary>Writes the folded letter, which may be none or two.</summary>
    /// <returns>How many letters were written.</returns>
    public static int Fold(char letter, Span<char> to)
    {
        (to[0], var second) = letter switch
        {
            'ß' or 'ẞ' => ('s', 's'),
            'æ' or 'Æ' => ('a', 'e'),
            'œ' or 'Œ' => ('o', 'e'),
            _ => (Fold(letter), '\0'),
        };
        if (letter is >= '\u0300' and <= '\u036F')
            return 0;
        if (second == '\0')
            return 1;
        to[1] = second;
        return 2;
    }

    private static char[] LatinTable()
    {
        var table = new char[0x250];
        for (var at = 0; at < table.Length; at++)
            table[at] = (char)at;
        for (var at = 0; at < From.Length; at++)
            table[From[at]] = To[at];
        return table;
    }
}
