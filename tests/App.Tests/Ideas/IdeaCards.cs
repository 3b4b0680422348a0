using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Microsoft.Extensions.DependencyInjection;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>An idea as people see it.</summary>
internal static class IdeaCards
{
    /// <summary>The press that keeps it.</summary>
    public const string Keep = "idea.keep";

    /// <summary>An idea, with the button for whoever may press it; where several people read, for all of them.</summary>
    public static Card Idea(RecordLook<Idea> look, CardAction? back)
    {
        var (services, idea, viewer) = look;
        var label = IdeaKind.Definition.Labels.Of(idea.Number);
        return Card(
            StatusCard.Summary(label, idea.Title),
            StatusCard.Head(label, idea.Title),
            Facts(("State", WordsOf(idea.State))),
            Buttons(MayKeep(services, idea, viewer) ? ExecuteAction.Of("Keep it", Keep, ("idea", idea.Number)) : null, back));
    }

    /// <summary>What stands where nobody may see it any more.</summary>
    public static Card Hidden(Idea idea) => Card("An idea is not shown here.", Text("An idea is not shown here."));

    /// <summary>The words for a state.</summary>
    public static string WordsOf(IdeaState state) => state is IdeaState.Open ? "open" : "kept";

    private static bool MayKeep(IServiceProvider services, Idea idea, Viewer viewer)
    {
        if (!IdeaLife.Machine.Has(idea.State, IdeaAction.Keep)) return false;
        if (viewer.Person == default) return true;
        var actor = services.GetRequiredService<Actor>();
        var facts = services.GetRequiredService<RecordViewers>().FactsOf(IdeaKind.Definition, actor.Principal, idea.Number);
        return IdeaLife.Machine.May(actor.Principal, IdeaAction.Keep, idea.State, facts);
    }
}
