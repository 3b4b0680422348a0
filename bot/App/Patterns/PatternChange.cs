using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// Takes a step in the life of a pattern, inside a commit: checks it, writes it, notes it, and shows it wherever it stands.
/// </summary>
internal sealed class PatternChange(
    Session session, Actor actor, PatternGuard guard, PatternPlaces shown, RecordPlaces places, RecordEvents events, Notices notices,
    SimilarityIndex index)
{
    /// <summary>The one who acts.</summary>
    public Actor Actor => actor;

    /// <inheritdoc cref="PatternGuard.Allowed"/>
    public PatternMove Allowed(long number, PatternStep step) => guard.Allowed(number, step);

    /// <summary>A pattern on which the one who acts may take a step; null otherwise. Nothing is noted.</summary>
    public Pattern? Find(long number, PatternStep step) =>
        PatternRows.Find(session, number) is { } pattern && guard.Find(pattern, step) is not null ? pattern : null;

    /// <summary>Takes a step for the one who acts; gives why not, or null.</summary>
    /// <param name="edit">What else changes; null for nothing but the state.</param>
    /// <param name="reason">Why, for the history and the channel.</param>
    /// <param name="isQuiet">Whether no channel hears of it.</param>
    public string? Take(
        long number, PatternStep step, RequestOrigin? origin, Func<Pattern, Pattern>? edit = null, string? reason = null,
        bool isQuiet = false)
    {
        actor.FindOrKeep();
        var move = guard.Allowed(number, step);
        if (move is { Pattern: { } pattern, Row: { } row })
        {
            row.DemandReason(reason);
            Write(pattern, (edit?.Invoke(pattern) ?? pattern) with { State = row.To }, step, origin, reason, isQuiet);
        }

        return move.Refusal;
    }

    /// <summary>Takes a step that the evidence takes, whoever acts; false where the evidence or the state does not.</summary>
    /// <param name="reason">What the evidence says.</param>
    public bool TakeByEvidence(long number, PatternStep step, string reason)
    {
        if (PatternRows.Find(session, number) is not { } pattern || guard.FindByEvidence(pattern, step) is not { } row) return false;
        var after = pattern with { State = row.To, StateBefore = step is PatternStep.Challenge ? pattern.State : null };
        Write(pattern, after, step, origin: null, reason, isQuiet: false);
        if (pattern.Validator is { } validator && step is PatternStep.Challenge) shown.ShowTo(after, validator);
        return true;
    }

    /// <summary>A measurement says that it made something worse: it is challenged; false where it is not relied on anyway.</summary>
    /// <param name="words">What was measured, in words.</param>
    public bool ChallengeByVerdict(long number, string words) => TakeByEvidence(number, PatternStep.Challenge, words);

    /// <summary>Keeps what a pattern says from now on; the same as another version where that is something else.</summary>
    public Pattern Reworded(Pattern pattern, PatternContent content)
    {
        if (content == pattern.Content) return pattern;
        index.Changed(PatternKind.Id(pattern.Number), pattern.Version, pattern.Title, pattern.Content.Text);
        var after = pattern with { Content = content, Edition = pattern.Edition + 1 };
        PatternVersions.Add(session, after, actor.Id, actor.Now);
        return after;
    }

    /// <summary>Writes what is due of a pattern after a moment, and nothing else.</summary>
    public void Reschedule(Pattern pattern, DateTimeOffset after)
    {
        if (!PatternRows.Set(session, Scheduled(pattern, after))) throw new RaceLostException(pattern.Label);
    }

    /// <summary>Notes what happened to a pattern without a step, and shows it wherever it stands.</summary>
    /// <param name="data">What more there is to it, as <see cref="EventData"/> writes it.</param>
    public void Note(Pattern pattern, string what, RequestOrigin? origin, string? data = null)
    {
        events.Append(PatternKind.Definition.Reference(pattern.Number, pattern.Team), what, origin, data);
        places.ShowAgain(PatternKind.Id(pattern.Number));
    }

    /// <summary>Tells somebody of a pattern, in private, unless they are who acts.</summary>
    public void Tell(PersonId? person, Pattern pattern, Func<string> words)
    {
        if (person is not { } told || told == actor.Id) return;
        notices.Say(told, AttentionKind.Answer, PatternKind.Id(pattern.Number), words);
    }

    private void Write(Pattern before, Pattern after, PatternStep step, RequestOrigin? origin, string? reason, bool isQuiet)
    {
        if (!PatternRows.Set(session, Scheduled(after, actor.Now))) throw new RaceLostException(before.Label);
        events.Append(
            PatternKind.Definition.Reference(after.Number, after.Team), EventOf(step), origin,
            EventData.Of(
                ("state", after.State), ("before", before.State == after.State ? null : before.State),
                ("edition", before.Edition == after.Edition ? null : after.Edition), ("reason", reason)));
        if (isQuiet) places.ShowAgain(PatternKind.Id(after.Number));
        else
        {
            places.ShowAgain(
                PatternKind.Id(after.Number), after.Restricted,
                () => Wording.Say(PatternWords.Line(step), actor.IsBot ? RecordTexts.TheBot : actor.Name, after.Label, reason));
        }

        if (after.State != before.State) TellOwner(after, step, reason);
    }

    private void TellOwner(Pattern pattern, PatternStep step, string? reason) => Tell(
        pattern.Owner, pattern,
        () => Wording.Say(PatternWords.Line(step), actor.IsBot ? RecordTexts.TheBot : actor.Name, pattern.Label, reason));

    private Pattern Scheduled(Pattern pattern, DateTimeOffset after) => pattern with
    {
        NextDueAt = PatternTimes.Next(
            pattern, PatternFlags.Open(session, pattern.Number) is [var oldest, ..] ? oldest.At : null, after,
            pattern is { State: PatternState.Validated, IsAttempt: false } ? PatternSpread.NextAt(session, pattern.Number, after) : null),
    };

    private static string EventOf(PatternStep step) => step switch
    {
        PatternStep.Use => "used",
        PatternStep.Flag => "flagged",
        PatternStep.Fix => "reworded",
        PatternStep.Check => "validated",
        PatternStep.MakeStandard => "made-standard",
        PatternStep.AnswerFlag => "flag-answered",
        PatternStep.Uphold => "upheld",
        PatternStep.Name => "named",
        PatternStep.Confirm => "confirmed",
        PatternStep.Adopt => "adopted",
        PatternStep.Spread => "offered",
        PatternStep.Retire => "retired",
        PatternStep.Replicate => "replicated",
        _ => "challenged",
    };
}
