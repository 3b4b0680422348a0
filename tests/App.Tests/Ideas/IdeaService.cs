using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>What people, and the bot itself, bring about. Each runs inside a commit and appends to the record's events.</summary>
internal sealed class IdeaService(Session session, Actor actor, RecordEvents events, RecordPlaces places, RecordViewers viewers,
    Refusals refusals)
{
    /// <summary>How long an idea waits for a decision.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(90);

    /// <summary>Adds an idea, shows it in the channel of the team, and gives its number.</summary>
    public ValueTask<long> Add(NewIdea asked, RequestOrigin origin, CancellationToken ct)
    {
        var team = actor.Teams is [var first, ..] ? first : null;
        var number = IdeaRows.Add(session, actor.Keep().Id, team, asked.Title, actor.Now);
        events.Append(IdeaKind.Definition.Reference(number, team?.Id), "added", origin);
        places.Announce(new(IdeaKind.Definition, number), restricted: false, ChannelOf(team), leads: []);
        return new(number);
    }

    /// <summary>Keeps an idea; gives the reason where this person may not.</summary>
    public string? Keep(long number)
    {
        if (IdeaRows.Find(session, number) is not { } idea) return IdeaKind.Definition.NotFound();
        var facts = viewers.FactsOf(IdeaKind.Definition, actor.Principal, number);
        if (IdeaLife.Machine.Find(actor.Principal, IdeaAction.Keep, idea.State, facts) is { } step)
        {
            Set(idea, step.To);
            return null;
        }

        refusals.Note(IdeaKind.Definition.Reference(number, idea.OfTeam));
        return "Its leads decide whether an idea is kept.";
    }

    /// <summary>Keeps those about which nobody decided in time.</summary>
    public void KeepOld()
    {
        foreach (var idea in IdeaRows.OpenSince(session, actor.Now - Patience)) Set(idea, IdeaState.Kept);
    }

    private void Set(Idea idea, IdeaState state)
    {
        if (!IdeaRows.Set(session, idea, state)) throw new RaceLostException(idea.Title);
        events.Append(IdeaKind.Definition.Reference(idea.Number, idea.OfTeam), "kept");
        places.ShowAgain(new(IdeaKind.Definition, idea.Number));
    }

    private static IEnumerable<Framework.Outbox.Address> ChannelOf(Team? team) =>
        team is { TriageConversation: { } channel, ServiceUrl: { } service } ? [new(service, channel, team.Tenant)] : [];
}
