using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// The steps that ask nothing: a core step is done, <em>In use since today</em>, <em>Still in use</em>; and the presses that show where a
/// pattern is used and what one's own team does with it. An old card is answered with the present state.
/// </summary>
internal static class ReplicationPress
{
    /// <summary>The press of a step.</summary>
    public static TurnHandler Of(ReplicationStep step) => (turn, _) =>
    {
        turn.Write(writer =>
        {
            var id = turn.PressData.Whole(ReplicationButtons.Replication) ?? 0; // none has it
            var refusal = Take(turn, id, step);
            if (refusal is not null && !IsPast(turn, id, step)) PressAnswer.Tell(turn, refusal);
            else if (CardOf(turn, id) is { } card) PressAnswer.Show(turn, writer, card, toStay: !IsPlace(turn, writer));
            else PressAnswer.Tell(turn, PatternTexts.NotFound);
            return default;
        });
        return default;
    };

    /// <summary>Shows where a pattern is used, below the card.</summary>
    public static ValueTask Board(TurnContext turn, CancellationToken ct)
    {
        if (LookAt(turn) is { } look) turn.ShowBelow(ReplicationViews.Board(look));
        else turn.Tell(PatternTexts.NotFound);
        return default;
    }

    /// <summary>Shows what the teams of whoever presses do with a pattern, below the card.</summary>
    public static ValueTask Own(TurnContext turn, CancellationToken ct)
    {
        if (LookAt(turn) is { } look && ReplicationViews.Team(look) is { } card) turn.ShowBelow(card);
        else turn.Tell(PatternTexts.NotFound);
        return default;
    }

    private static string? Take(TurnContext turn, long id, ReplicationStep step)
    {
        var change = turn.Services.GetRequiredService<ReplicationChange>();
        var (refusal, pattern, one, _) = change.Allowed(id, step);
        if (pattern is null || one is null) return refusal;
        var now = change.Actor.Now;
        if (step is ReplicationStep.BeginUse)
        {
            return change.Take(id, step, origin: null, each => each with
            {
                InUseSince = now, StartedAt = each.StartedAt ?? now, DueAt = now.AddDays(Replication.DaysToFirstCheck),
            });
        }

        if (step is ReplicationStep.Confirm)
        {
            return change.Take(id, step, origin: null, each =>
            {
                var confirmed = each with { Checks = each.Checks.Add(now) };
                return confirmed with { DueAt = each.Checks is [] ? confirmed.CheckAt : null };
            });
        }

        var core = ReplicationViews.CoreOf(turn.Services.GetRequiredService<Session>(), pattern, one);
        if (turn.PressData.Whole(ReplicationButtons.Core) is not { } at || at < 0 || at >= core.Count) return PatternTexts.NotFound;
        return one.StepsDone.Contains((int)at)
            ? null
            : change.Take(id, step, origin: null, each => each with
            {
                StepsDone = [.. each.StepsDone.Append((int)at).Order()], StartedAt = each.StartedAt ?? now,
            });
    }

    /// <summary>Whether the state has no such step any more: the present card says all there is to say.</summary>
    private static bool IsPast(TurnContext turn, long id, ReplicationStep step) =>
        ReplicationRows.Find(turn.Services.GetRequiredService<Session>(), id) is { } one
            && (step is ReplicationStep.Confirm || !ReplicationLife.Machine.Has(one.State, step));

    /// <summary>Whether what was pressed is kept current as a place.</summary>
    private static bool IsPlace(TurnContext turn, ITurnWriter writer) =>
        writer.PlacesOf(PatternKind.Definition.Subject(turn.PressData.Whole(PatternKind.Name) ?? 0))
            .Any(place => place.ActivityId == turn.Activity.ReplyToId);

    private static Card? CardOf(TurnContext turn, long id) =>
        ReplicationRows.Find(turn.Services.GetRequiredService<Session>(), id) is { } one && LookAt(turn, one.Pattern) is { } look
            ? ReplicationViews.Team(look)
            : null;

    private static RecordLook<Pattern>? LookAt(TurnContext turn) => LookAt(turn, turn.PressData.Whole(PatternKind.Name) ?? 0);

    /// <summary>A pattern for whoever presses; null for one of which they do not see all.</summary>
    private static RecordLook<Pattern>? LookAt(TurnContext turn, long number)
    {
        if (PatternRows.Find(turn.Services.GetRequiredService<Session>(), number) is not { } pattern) return null;
        var viewer = turn.Services.GetRequiredService<RecordViewers>().Of(
            PatternKind.Definition, turn.Services.GetRequiredService<Actor>().Principal, number);
        return viewer.Level is AccessLevel.Everything ? new(turn.Services, pattern, viewer) : null;
    }
}
