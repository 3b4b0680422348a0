namespace Improvement.Bot.TextAnalysis;

/// <summary>Writes texts so that no spreadsheet runs them.</summary>
internal static class SpreadsheetText
{
    /// <summary>A cell that a spreadsheet shows as text, whatever it begins with.</summary>
    public static string Harmless(string cell) =>
        cell.Length > 0 && (cell[0] is '\t' or '\r' or '\n' || (cell.TrimStart() is [var first, ..] && StartsFormula(first)))
            ? "'" + cell
            : cell;

    /// <summary>Whether a spreadsheet takes what begins so for a formula.</summary>
    public static bool StartsFormula(char sign) =>
        sign is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '\u2212';
}
