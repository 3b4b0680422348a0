using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Records;

/// <summary>
/// A record whose status is drawn for the person whose turn it is, who sees it whole; other slices tell what is about the same.
/// </summary>
/// <param name="Team">Its team; null for none.</param>
/// <param name="Links">
/// Records with which it belongs together by what somebody did, itself among them; whoever tells what belongs to one of another kind asks
/// first whether its reader sees that one.
/// </param>
/// <param name="Words">What it says, title and text, by which others are like it; null where nobody is to search.</param>
/// <param name="Teams">The teams in which it is worth to search: its own first, then those of its reader.</param>
internal sealed record RelatedQuestion(
    RecordId Record, TeamId? Team, IReadOnlyList<RelatedLink> Links, (string Title, string Text)? Words, IReadOnlyList<TeamId> Teams)
{
    /// <summary>Teams that are searched at most, so that a status is drawn as fast for those who are in many.</summary>
    private const int MostTeams = 5;

    /// <summary>A question for the person whose turn it is.</summary>
    /// <param name="others">Records with which it belongs together, besides itself.</param>
    public static RelatedQuestion Of(
        IServiceProvider services, RecordId record, TeamId? team, string title, string text, IEnumerable<RelatedLink> others)
    {
        // an index does not remember what may still be rolled back, so a card that is drawn with a change shows only what is linked
        var isSearched = !services.GetRequiredService<Session>().IsWriting;
        var theirs = services.GetRequiredService<Actor>().Teams.Select(each => (TeamId?)each.Id);
        return new(
            record, team, [new(record.Kind.Name, record.Number), .. others], isSearched ? (title, text) : null,
            [.. theirs.Prepend(team).OfType<TeamId>().Distinct().Take(MostTeams)]);
    }

    /// <summary>The numbers of the linked records of a kind.</summary>
    public long[] Linked(string kind) => [.. Links.Where(link => link.Kind == kind).Select(link => link.Number)];
}

/// <summary>A record that belongs to another.</summary>
/// <param name="Kind">The stable name of its kind.</param>
internal readonly record struct RelatedLink(string Kind, long Number);

/// <summary>Something that is about the same, as its reader may see it.</summary>
/// <param name="Words">What it is, in a few words.</param>
/// <param name="Open">Opens it below the card, which stays.</param>
internal sealed record RelatedLine(string Title, string Words, CardAction Open)
{
    /// <summary>A record, opened as <c>/status</c> does.</summary>
    public static RelatedLine Of(RecordId record, string title, string words) => new(
        Say(RecordTexts.AdviceLine, record.Label, title), words,
        CommandButton.Staying(Say(RecordTexts.AdviceOpen, record.Label), $"/{StatusCommand.Name} {record.Label}"));
}

/// <summary>
/// What of one sort is about the same as a record of another kind; a slice registers one in its services, and the status of every kind asks
/// all. It tells at most <see cref="Related.Most"/>, and nothing of what the person whose turn it is may not see.
/// </summary>
/// <param name="Kind">What it tells of; not asked for a record of the kind of this name.</param>
/// <param name="Heading">In the language of the moment.</param>
internal sealed record RelatedSource(
    string Kind, Func<string> Heading, Func<IServiceProvider, RelatedQuestion, IReadOnlyList<RelatedLine>> Find);

/// <summary>What is about the same as a record, of one sort.</summary>
internal sealed record RelatedGroup(string Heading, IReadOnlyList<RelatedLine> Lines);

/// <summary>
/// The part of a status card that tells what is about the same elsewhere; of a sort of which there is nothing it draws nothing.
/// </summary>
internal static class Related
{
    /// <summary>Things of one sort at most.</summary>
    public const int Most = 3;

    /// <summary>What is about the same, of all sorts of which there is something.</summary>
    public static IReadOnlyList<RelatedGroup> To(IServiceProvider services, RelatedQuestion question) =>
    [
        .. services.GetServices<RelatedSource>().Where(source => source.Kind != question.Record.Kind.Name)
            .Select(source => new RelatedGroup(source.Heading(), [.. source.Find(services, question).Take(Most)]))
            .Where(group => group.Lines is not []),
    ];

    /// <summary>The part of a card.</summary>
    public static IEnumerable<Element> Part(IReadOnlyList<RelatedGroup> groups) => groups.SelectMany(group => (Element[])
    [
        Subheading(group.Heading),
        .. group.Lines.SelectMany(line => (Element[])[Text(line.Title), Hint(line.Words) with { Spacing = Spacing.None }]),
        Buttons([.. group.Lines.Select(line => line.Open)]),
    ]);
}
