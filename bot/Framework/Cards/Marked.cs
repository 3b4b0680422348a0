using System.Collections.Immutable;
using System.Text;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A line of people's words, some of which stand out.</summary>
/// <param name="Pieces">The text in pieces that follow each other; those that are marked are drawn bold.</param>
public sealed record Marked(ImmutableArray<(string Text, bool IsMarked)> Pieces)
{
    /// <summary>A text in which nothing stands out.</summary>
    public static implicit operator Marked(string text) => new([(text, false)]);

    /// <summary>Whether anything stands out.</summary>
    public bool HasMarks => Pieces.Any(piece => piece.IsMarked);

    /// <summary>The words alone.</summary>
    public override string ToString() => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>The text for an element that understands Markdown: the words escaped, those that stand out in bold.</summary>
    public string ToMarkdown()
    {
        // Escaped as one text, as a mark means something by what stands before it; the bold marks take the place of signs that nobody
        // types.
        const char open = '\ue0f2', close = '\ue0f3';
        var text = new StringBuilder();
        foreach (var (piece, isMarked) in Pieces)
        {
            var plain = piece.Replace(open, ' ').Replace(close, ' ');
            if (isMarked) text.Append(open).Append(plain).Append(close);
            else text.Append(plain);
        }

        return Escape.Markdown(text.ToString()).Replace(open.ToString(), "**", StringComparison.Ordinal)
            .Replace(close.ToString(), "**", StringComparison.Ordinal);
    }
}
