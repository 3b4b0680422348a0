using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Cards;

/// <summary>One card for each kind of element and action.</summary>
internal static class SampleCards
{
    private static readonly Form<string> Form = new(
        Card("Form", Paragraph("Story", "What happened?"), Folded("details", Group(Line("Secret", "Anything else?")))));

    public static readonly IReadOnlyDictionary<string, Card> All = new Dictionary<string, Card>
    {
        ["texts"] = Card("Texts", Heading("A heading"), Subheading("A part"), Text("A paragraph"), Hint("By the way"),
            Warning("Please fill this in."), Excerpt("A long story", lines: 3)),
        ["facts"] = Card("Facts", Facts(("Severity", "Critical"), ("Owner", null), ("Since", "1. May"))),
        ["moments"] = Card("Moments",
            Text($"Reported {Moment.DayAndTime(new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero))}, not {{{{DATE(2026-01-01T00:00:00Z)}}}}")),
        ["groups"] = Card("Groups",
            Group(Text("Inside"), null, Text("as well")) with { Style = ContainerStyle.Emphasis,
            SelectAction = new OpenUrlAction("https://example.com/") }, Folded("more", Text("Hidden at first"))),
        ["columns"] = Card("Columns", Beside(Text("Left, wide"), Buttons(ExecuteAction.Of("Right", "sample.right")))),
        ["table"] = Card("Table", new Table(
            [new(2), new(1)], [new([new([Text("Group")]), new([Text("Q1")])]),
            new([new([Text("Early")]), new([Text("8 of 14")]) { Style = ContainerStyle.Good }])])),
        ["badge"] = Card("Badge", new Badge("H *") { Style = BadgeStyle.Attention }),
        ["bar-chart"] = Card("Chart", new BarChart("Reports", [new("4 May", 3), new("1 Jun", 0)], "3, then 0 reports")),
        ["actions"] = Card("Actions", Buttons(
            ExecuteAction.Of("Do it", "sample.do", ("record", 12)) with { Style = ActionStyle.Positive },
            ExecuteAction.Of("Leave it", "sample.leave") with { Style = ActionStyle.Destructive, AssociatedInputs = AssociatedInputs.None },
            null,
            new OpenUrlAction("https://example.com/") { Title = "Read on" },
            Unfold("More", "more"))),
        ["input-text"] = Card("Line and paragraph", Line("Title", "Title") with { Placeholder = "In a few words" },
            Paragraph("Story", "What happened?") with { IsRequired = true, ErrorMessage = "Please say what happened." }),
        ["input-choice"] = Card("Choice",
            Pick("Severity", "How bad?", [("Minor", "3 · minor harm"), ("Major", "4 · major harm")]) with { Value = "Minor",
            Placeholder = "Not sure" }),
        ["input-typeahead"] = Card("Typeahead",
            TypeAhead("Same", "Which one?", "errors",
            [("ERR-1", "ERR-1 · The lift is stuck")]) with { Placeholder = "Type a few letters" }),
        ["input-toggle"] = Card("Toggle", Tick("Private", "Who may see it?", "Only me and the leads")),
        ["input-date"] = Card("Date", new DateInput("Day", "Which day?") { Value = "2026-11-21" }),
        ["input-time"] = Card("Time", new TimeInput("Time", "What time?") { Value = "14:30" }),
        ["refresh"] = Card("Refresh", Text("Drawn anew for one person")) with
        {
            Refresh = new(new ExecuteAction("sample.redraw", new() { ["verb"] = "sample.redraw" }), ["29:ann"]),
            Teams = new() { Width = "full" },
        },
        ["complaints"] = Form.Filled(new(Values.None.ByInput.Add("Story", "It <b>broke</b>")),
            Problems.None.Add("Story", "A little longer, please.").Add("Secret", "Not this.").Add("", "Something is odd.")),
    };

    /// <summary>The names, for theories.</summary>
    public sealed class TheoryData : Xunit.TheoryData<string>
    {
        public TheoryData() => AddRange([.. All.Keys]);
    }
}
