using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What came of saying that a pattern was used.</summary>
/// <param name="Refusal">Why it could not be noted; null where it was.</param>
/// <param name="IsNew">Whether they said so for the first time on that day.</param>
/// <param name="Thanks">What is answered, in the language of the moment.</param>
internal sealed record NotedUse(string? Refusal, bool IsNew, string Thanks);

/// <summary>Notes that somebody used a pattern, inside a commit: once for a person and a day.</summary>
internal sealed class PatternUse(Session session, PatternChange change, Teams teams, RecordKinds kinds, RecordViewers viewers)
{
    /// <summary>Notes it for the one who acts.</summary>
    /// <param name="about">The record with which it helped; null for none. One that they do not see is not kept.</param>
    public NotedUse Note(long number, PatternOrigin? about, RequestOrigin? origin = null)
    {
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Use);
        if (pattern is null) return new(refusal, false, "");
        var actor = change.Actor;
        var day = pattern.Team is { } team ? teams.Find(team)?.LocalDate(actor.Now) ?? actor.Today : actor.Today;
        var isNew = PatternFlags.AddUse(session, pattern, actor.FindOrKeep()!.Value, Seen(about), actor.Now, day);
        if (isNew) change.Take(number, PatternStep.Use, origin, isQuiet: true);
        return new(null, isNew, Wording.Say(isNew ? PatternTexts.UseNoted : PatternTexts.UseNotedBefore, pattern.Label));
    }

    private PatternOrigin? Seen(PatternOrigin? about) =>
        about is not null && kinds.Named(about.Kind) is { } kind
            && viewers.LevelOf(kind, change.Actor.Principal, about.Number) is AccessLevel.Everything
            ? about
            : null;
}
