using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>Ideas as a kind of record.</summary>
internal static class IdeaKind
{
    public const string OwnView = "idea.own", SharedView = "idea.shared";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"ideas"), Sql.Of($"author"), Sql.Of($"idea_readers"), Sql.Of($"idea_witnesses"), Sql.Of($"idea")), Role.PatternLead);

    /// <summary>The kind.</summary>
    public static RecordKind<Idea> Definition { get; } = new("idea", "IDEA", Access)
    {
        Find = (services, number) => IdeaRows.Find(services.GetRequiredService<Session>(), number),
        NotFound = () => "There is no such idea, or it is not for you.",
        Beginning = new("idea", () => "Add an idea", () => "Add it as an idea"),
        States =
        [
            new(nameof(IdeaState.Open), () => "open") { IsOpen = true, IsInUse = true },
            new(nameof(IdeaState.Kept), () => "kept") { IsInUse = true },
        ],
        Withdrawn = [],
        Texts = Sql.Of($"SELECT id, version, team, author, title, '' AS text FROM ideas"),
        Whole = (look, back) => IdeaCards.Idea(look, back),
        Outline = (look, back) => IdeaCards.Idea(look, back),
        LineOf = look => new(new(Definition!, look.Record.Number), look.Record.Title, IdeaCards.WordsOf(look.Record.State), ""),
        Views = [OwnView, SharedView],
        SharedView = SharedView,
        LeadView = OwnView,
        View = (look, _) => IdeaCards.Idea(look, back: null),
        Hidden = IdeaCards.Hidden,
        Scopes = [new("ideas:read", "ReadIdeas", () => "Ideas", () => "Read ideas of the team")],
        Events = [new("IdeaAdded", [("idea.added", () => "new ideas")], () => "Ideas", () => "An idea was added")],
    };
}

/// <summary>What people do with ideas.</summary>
internal enum IdeaAction
{
    /// <summary>Keep it.</summary>
    Keep,
}

/// <summary>The life of an idea.</summary>
internal static class IdeaLife
{
    /// <summary>The table.</summary>
    public static StateMachine<IdeaState, IdeaAction, AccessFacts> Machine { get; } = new(
        IdeaState.Open,
        [new(IdeaState.Open, IdeaAction.Keep, IdeaState.Kept, (who, idea) => who.LeadsRecordsOf(idea.Team, IdeaKind.Access.LeadRole))],
        [new(IdeaState.Open, "kept by itself after 90 days")]);
}
