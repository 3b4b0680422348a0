using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Messages;

/// <summary>
/// The words on a card of another program: Adaptive Cards, hero, thumbnail and list cards, connector cards (MessageCard) and whatever else
/// has the same members. Buttons, pictures and what a program notes for itself are left out; what a reader has to unfold is read only where
/// nothing else says anything.
/// </summary>
internal sealed class CardText
{
    /// <summary>Lines and letters read of one card; more is no longer read by anybody.</summary>
    private const int MostLines = 500, MostLetters = 40_000;

    /// <summary>Single texts, in the order in which cards of every kind show them.</summary>
    private static readonly string[] Texts =
        ["activityTitle", "title", "label", "activitySubtitle", "subtitle", "activityText", "text", "description", "codeSnippet"];

    /// <summary>What holds further parts, in the same order.</summary>
    private static readonly string[] Parts =
        ["facts", "inlines", "sections", "body", "items", "columns", "rows", "cells", "pages", "content", "cards", "card", "receipt"];

    /// <summary>What programs write for clients that cannot show the card; nobody reads it on the card.</summary>
    private static readonly string[] Excuses =
        ["not support", "n't support", "adaptive card", "newer version", "upgrade", "update your", "rendered"];

    private readonly List<string> _lines = [];
    private readonly bool _withHidden;
    private readonly bool _hasHtml;
    private int _letters;

    private CardText(bool withHidden, bool hasHtml) => (_withHidden, _hasHtml) = (withHidden, hasHtml);

    /// <summary>The words of a card; empty for none.</summary>
    public static string Of(JsonElement card)
    {
        var hasHtml = card.Text("type") is not "AdaptiveCard"; // which shows tags as they are
        var text = Read(card, withHidden: false, hasHtml);
        if (text.Length is 0) text = Read(card, withHidden: true, hasHtml);
        var told = new[] { card.Text("fallbackText"), card.Text("summary") }
            .Where(line => line is not null && !Array.Exists(Excuses, excuse => line.Contains(excuse, StringComparison.OrdinalIgnoreCase)))
            .Select(line => PlainMarkdown.Of(line!).Trim())
            .FirstOrDefault(line => line.Length > 0);
        return told is null || text.Contains(told, StringComparison.OrdinalIgnoreCase) ? text : $"{told}\n{text}".TrimEnd();
    }

    private static string Read(JsonElement card, bool withHidden, bool hasHtml)
    {
        var reader = new CardText(withHidden, hasHtml);
        reader.Part(card);
        return string.Join('\n', reader._lines);
    }

    private void Part(JsonElement part)
    {
        if (_lines.Count >= MostLines || _letters >= MostLetters) return;
        if (part.ValueKind is JsonValueKind.Array) foreach (var each in part.EnumerateArray()) Part(each);
        else if (part.AsText() is { } text) Line(text);
        if (part.ValueKind is not JsonValueKind.Object || (!_withHidden && part.Member("isVisible").ValueKind is JsonValueKind.False))
        {
            return;
        }

        switch (part.Text("type"))
        {
            case var type when type?.StartsWith("Action", StringComparison.Ordinal) is true: return;
            case "RichTextBlock": Line(
                string.Concat(part.Items("inlines").Select(inline => inline.AsText() ?? inline.Text("text")))); return;
            case "Image" or "Media": Line(part.Text("altText")); return;
            case "Table" or "Input.ChoiceSet": Rows(part); return;
            case "TextBlock": Line(part.Text("text")); return;
        }

        if (Fact(part) is { } fact)
        {
            Line(fact);
            return;
        }

        foreach (var name in Texts) Line(part.Text(name));
        foreach (var name in Parts) Part(part.Member(name));
    }

    /// <summary>A name and its value: both on one line.</summary>
    private static string? Fact(JsonElement part) =>
        (part.Filled("title") ?? part.Filled("name") ?? part.Filled("key")) is { } name && part.Text("value") is { } value
            ? $"{name.TrimEnd(':', ' ')}: {value}"
            : null;

    /// <summary>The cells of a row on one line.</summary>
    private void Rows(JsonElement table)
    {
        foreach (var row in table.Items("rows"))
        {
            Line(string.Join(" | ", row.Items("cells").Select(cell => Read(cell, _withHidden, _hasHtml).ReplaceLineEndings(" "))));
        }
    }

    private void Line(string? text)
    {
        if (text is null) return;
        var plain = PlainMarkdown.Of(_hasHtml ? HtmlText.Of(text.ReplaceLineEndings("<br>")) : text).Trim();
        if (plain.Length is 0 || _letters >= MostLetters) return;
        _letters += plain.Length;
        _lines.Add(plain);
    }
}
