using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Agents;

/// <summary>What AI agents answered, below the result of the people and apart from it, folded.</summary>
internal static class AgentSection
{
    private const string Part = "agents";

    // A card holds a few thousand characters; the API gives all of them.
    private const int MostAgents = 8, LongestAnswer = 200, LongestName = 60;

    /// <summary>The section; nothing where no agent answered.</summary>
    /// <param name="items">What was asked, in the order of the card.</param>
    public static IEnumerable<Element?> Of(ImmutableArray<AgentAnswer> answers, IEnumerable<SurveyItem> items) => answers is [] ? [] :
    [
        Subheading(Counted(answers.Length, AgentTexts.OneAnswered, AgentTexts.SeveralAnswered)) with { Separator = true },
        Hint(AgentTexts.NotCounted),
        Buttons(Unfold(AgentTexts.Show, Part)),
        Folded(Part, [.. answers.Take(MostAgents).SelectMany(answer => One(answer, items)), Others(answers.Length - MostAgents)]),
    ];

    private static IEnumerable<Element?> One(AgentAnswer answer, IEnumerable<SurveyItem> items) =>
    [
        Subheading(ShortText.Cut(answer.Agent, LongestName)) with { Separator = true },
        answer.Run is { Version: null, Run: null } ? null : Hint(RunOf(answer.Run)),
        Facts([.. items.Select(item => (
            item.Words(), answer.Answers.WordsOf(item) is { } words ? ShortText.Cut(ShortText.OnOneLine(words), LongestAnswer) : null))]),
    ];

    private static string RunOf(AgentRun run) => string.Join(" · ", new[]
    {
        run.Version is { } version ? Say(AgentTexts.Version, ShortText.Cut(version, LongestName)) : null,
        run.Run is { } name ? Say(AgentTexts.Run, ShortText.Cut(name, LongestName)) : null,
    }.OfType<string>());

    private static Element? Others(int count) => count <= 0 ? null : Hint(Counted(count, AgentTexts.OneMore, AgentTexts.SeveralMore));
}
