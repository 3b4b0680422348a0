using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary>A digest that is shown.</summary>
/// <param name="Id">Of a digest that was posted; 0 for how it stands at the moment.</param>
internal sealed record DigestShown(DigestContent Content, TeamId Team, long Id = 0);

/// <summary>The digest as people read it: sentences alone, which phones and clients without charts show as well.</summary>
internal static class DigestCards
{
    private const int ButtonsInARow = 6, LongestTitle = 60, LongestTeam = 60, LongestWords = 140;

    /// <summary>What is posted in a channel.</summary>
    public static Card Posted(DigestShown shown) => Of(
        shown, note: null,
        shown.Content.IsQuiet ? [] : [Rate(shown, DigestTexts.Useful, true), Rate(shown, DigestTexts.NotUseful, false)]);

    /// <summary>What one person sees, with further buttons.</summary>
    /// <param name="note">What is said below it; null for nothing.</param>
    public static Card Of(DigestShown shown, string? note, params ImmutableArray<CardAction?> buttons)
    {
        if (shown.Content.IsQuiet) return Quiet(shown.Content, note, buttons);
        var lines = DigestBudget.Fit(shown.Content, (lines, titled) => Whole(shown, lines, titled, note, buttons));
        return Whole(shown, lines, titled: true, note, buttons);
    }

    /// <summary>All that is known of a section.</summary>
    /// <param name="back">Leads back to the digest.</param>
    public static Card Section(DigestShown shown, DigestSection section, CardAction? back)
    {
        var heading = Say(DigestTexts.SectionHeading, TeamOf(shown.Content), TitleOf(section));
        var part = shown.Content.Of(section);
        return Card(
            heading,
            [
                Heading(heading),
                .. part is null ? [Text(DigestTexts.SectionEmpty)] : part.Lines.Select(line => Row(shown, section, line, titled: true)),
                part is { } known && known.Total > known.Lines.Length
                    ? Hint(Say(DigestTexts.NotListed, known.Total - known.Lines.Length))
                    : null,
                back is null ? null : Buttons(back),
            ]);
    }

    /// <summary>A sentence in the place of a digest.</summary>
    public static Card Sentence(string words) => Card(words, Text(words));

    /// <summary>What a section is called.</summary>
    public static string TitleOf(DigestSection section) => DigestTexts.ResourceManager.GetString($"Section.{section}")
        ?? throw new InvalidOperationException($"DigestTexts.resx has no words for {section}.");

    /// <summary>What a team is called, where it has little room.</summary>
    public static string TeamOf(DigestContent content) => ShortText.Cut(ShortText.OnOneLine(content.Team), LongestTeam);

    /// <summary>The members of a button's data that say which digest it is about.</summary>
    public static (string Name, JsonNode? Value) Which(DigestShown shown) =>
        shown.Id is 0 ? (DigestPress.TeamName, shown.Team.Value) : (DigestPress.DigestName, shown.Id);

    private static Card Quiet(DigestContent content, string? note, ImmutableArray<CardAction?> buttons)
    {
        var line = Say(DigestTexts.Quiet, TeamOf(content), PlainDay(content.From));
        return Card(line, [Text(line), note is null ? null : Hint(note), .. Rows(buttons)]);
    }

    private static Card Whole(
        DigestShown shown, ImmutableSortedDictionary<DigestSection, int> lines, bool titled, string? note,
        ImmutableArray<CardAction?> buttons)
    {
        var content = shown.Content;
        var heading = DigestWords.Heading(content);
        return Card(
            heading,
            [
                Heading(heading),
                DigestWords.AsUsual(content) is { } usual ? Hint(usual) : null,
                .. content.Sections.Where(part => !content.Folded.Contains(part.Section))
                    .SelectMany(part => Part(shown, part, lines[part.Section], titled)),
                .. Folded(shown),
                Hint(DigestWords.NotInIt(content)),
                note is null ? null : Hint(note),
                .. Rows(buttons),
            ]);
    }

    private static IEnumerable<Element?> Part(DigestShown shown, DigestSectionContent part, int lines, bool titled) =>
    [
        Subheading(TitleOf(part.Section)),
        .. part.Lines.Take(lines).Select(line => Row(shown, part.Section, line, titled)),
        part.Total > lines ? Buttons(All(shown, part.Section, Say(DigestTexts.More, part.Total - lines))) : null,
    ];

    private static IEnumerable<Element?> Folded(DigestShown shown)
    {
        var folded = shown.Content.Folded;
        if (folded is []) return [];
        return
        [
            Hint(Say(DigestTexts.Folded, string.Join(", ", folded.Select(TitleOf)))),
            .. Rows([.. folded.Select(section => (CardAction?)All(shown, section, TitleOf(section)))]),
        ];
    }

    private static Element Row(DigestShown shown, DigestSection section, DigestLineContent line, bool titled)
    {
        var words = ShortText.Cut(ShortText.OnOneLine(line.Words), LongestWords);
        var title = titled && line.Title is { } whole ? ShortText.Cut(ShortText.OnOneLine(whole), LongestTitle) : null;
        if (line is not { Kind: { } kind, Label: { } label })
        {
            return Text(title is null ? words : Say(DigestTexts.LineOfNone, title, words)) with { Spacing = Spacing.Small };
        }

        var open = ExecuteAction.Of(
            Say(DigestTexts.Open, label), DigestPress.Open,
            Which(shown), (DigestPress.SectionName, section.ToString()), (DigestPress.KindName, kind), (kind, line.Number));
        return Group(Text(title is null ? Say(DigestTexts.LineUntitled, label, words) : Say(DigestTexts.Line, label, title, words))) with
        {
            Spacing = Spacing.Small, SelectAction = open,
        };
    }

    private static ExecuteAction All(DigestShown shown, DigestSection section, string title) =>
        ExecuteAction.Of(title, DigestPress.More, Which(shown), (DigestPress.SectionName, section.ToString()));

    private static ExecuteAction Rate(DigestShown shown, string title, bool isUseful) =>
        ExecuteAction.Of(title, DigestPress.Rate, Which(shown), (DigestPress.IsUseful, isUseful));

    private static IEnumerable<Element> Rows(ImmutableArray<CardAction?> buttons) =>
        buttons.OfType<CardAction>().Chunk(ButtonsInARow).Select(row => Buttons(row));
}
