using System.Globalization;
using System.Text;

namespace Improvement.Bot.Pages;

/// <summary>A bar of a picture.</summary>
/// <param name="Value">Its height; 0 or more.</param>
/// <param name="Label">What stands below it.</param>
/// <param name="Kind">Its kind: the class by which the style of pages colours it.</param>
internal sealed record PictureBar(int Value, string Label, string Kind);

/// <summary>
/// Upright bars with a band of what is expected, as SVG within the page: no script, nothing from elsewhere. What it shows stands beside it
/// as a table, and its words are its name for screen readers.
/// </summary>
internal static class BarPicture
{
    private const int Width = 720, Height = 220, Left = 34, Right = 8, Top = 12, Bottom = 26;

    /// <summary>Labels below the bars at most; with more bars some go without.</summary>
    private const int MostLabels = 9;

    /// <summary>Share of its room that a bar fills.</summary>
    private const double Filled = 0.72;

    /// <summary>The picture.</summary>
    /// <param name="bars">From left to right; one or more.</param>
    /// <param name="low">The lower edge of the band.</param>
    /// <param name="high">The upper edge of the band.</param>
    /// <param name="name">What is counted.</param>
    /// <param name="words">What it shows, in a sentence or two.</param>
    public static Html Of(IReadOnlyList<PictureBar> bars, int low, int high, string name, string words)
    {
        var most = Math.Max(1, Math.Max(high, bars.Max(bar => bar.Value)));
        var markup = new StringBuilder();
        markup.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"bars\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(words).Markup}\">");
        Band(markup, most, low, high);
        Axis(markup, most);
        for (var at = 0; at < bars.Count; at++) Bar(markup, bars, at, most);
        return Html.Svg(markup.Append("</svg>").ToString(), name);
    }

    private static void Band(StringBuilder markup, int most, int low, int high) => markup.Append(
        CultureInfo.InvariantCulture,
        $"<rect class=\"band\" x=\"{Left}\" y=\"{Y(high, most):0.#}\" width=\"{Width - Left - Right}\" "
            + $"height=\"{Y(low, most) - Y(high, most):0.#}\"/>");

    private static void Axis(StringBuilder markup, int most)
    {
        foreach (var value in new[] { 0, (most + 1) / 2, most }.Distinct())
        {
            markup.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value, most):0.#}\" y2=\"{Y(value, most):0.#}\"/>"
                    + $"<text x=\"{Left - 6}\" y=\"{Y(value, most) + 4:0.#}\" text-anchor=\"end\">{value}</text>");
        }
    }

    private static void Bar(StringBuilder markup, IReadOnlyList<PictureBar> bars, int at, int most)
    {
        var room = (double)(Width - Left - Right) / bars.Count;
        var (x, y) = (Left + room * (at + (1 - Filled) / 2), Y(bars[at].Value, most));
        markup.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"{bars[at].Kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{room * Filled:0.#}\" height=\"{Y(0, most) - y:0.#}\"/>");
        if (at % (1 + (bars.Count - 1) / MostLabels) is not 0) return;
        markup.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x + room * Filled / 2:0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Html.Text(bars[at].Label).Markup}</text>");
    }

    private static double Y(int value, int most) => Top + (Height - Top - Bottom) * (1 - (double)value / most);
}
