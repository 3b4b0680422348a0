namespace Improvement.Bot.Similarity;

/// <summary>
/// How much a term tells records apart: the rarer the more, a little steeper than its logarithm. Twenty imagined records are counted in, in
/// which short words are frequent and others are not, so that with a handful of records “the” already says less than “invoice”; with a
/// hundred of them what really stands there rules, so that the headings of a form soon say nothing. No list of stop words, so no list per
/// language.
/// </summary>
internal static class Rarity
{
    private const double Imagined = 20;
    private const double Steepness = 1.5;

    /// <summary>The rarity of a term that stands in so many of the records.</summary>
    public static double Of(string term, long records, int standsIn) => Of(records, standsIn + Imagined * Usual(term));

    /// <summary>The rarity of a term nobody has used yet: the largest there is.</summary>
    public static double OfUnknown(long records) => Of(records, 0);

    private static double Of(long records, double standsIn) =>
        Math.Pow(Math.Log(1 + Math.Max(0, records + Imagined - standsIn + 0.5) / (standsIn + 0.5)), Steepness);

    /// <summary>
    /// In what share of texts a word of this length stands usually. Terms with digits, signs or other letters are names, numbers or pairs
    /// of characters, whose length says nothing.
    /// </summary>
    private static double Usual(string term)
    {
        foreach (var letter in term)
        {
            if (!char.IsAsciiLetterLower(letter)) return 0;
        }
        return term.Length switch { <= 3 => 0.5, 4 => 0.1, 5 => 0.05, _ => 0.01 };
    }
}
