using System.Collections.Immutable;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// Names who did it: they hear it once, in private, and may take their name off, from every text as well. Nobody is counted.
/// </summary>
internal sealed class PatternNaming(
    Session session, Actor actor, Notices notices, RecordEvents events, RecordPlaces places, SimilarityIndex index)
{
    /// <summary>What somebody reads who is named.</summary>
    public static NoticeSource Notice { get; } = new("pattern-named", (services, subject) =>
        NamedPeople.Find(services.GetRequiredService<Session>(), subject.Record.Number, subject.Person) is { HasDeclined: false })
    {
        View = PatternViews.Named,
        Line = (services, subject) => Wording.Say(
            PatternTexts.NamedLine, subject.Record.Label,
            PatternRows.Find(services.GetRequiredService<Session>(), subject.Record.Number)?.Title),
    };

    /// <summary>What only somebody who is named does: no history of a pattern tells it, as that would tell who is.</summary>
    public static ImmutableArray<string> Unnamed { get; } = [NameTakenOff, Answered];

    private const string NameTakenOff = "name-taken-off", Answered = "follow-up-answered";

    /// <summary>Names somebody with a pattern; false where they are named already, or do not want to be.</summary>
    public bool Name(Pattern pattern, PersonId person)
    {
        if (!NamedPeople.Add(session, pattern.Number, person, actor.Id, actor.Now)) return false;
        notices.Send(person, AttentionKind.Answer, Notice, PatternKind.Id(pattern.Number));
        return true;
    }

    /// <summary>The one who acts takes their name off a pattern; gives why not, or null.</summary>
    public string? Decline(long number)
    {
        if (actor.Find() is not { } me || NamedPeople.Find(session, number, me.Id) is not { } named
            || PatternRows.Find(session, number) is not { } pattern)
        {
            return PatternTexts.NotFound;
        }

        if (named.HasDeclined) return null;
        NamedPeople.Decline(session, number, me.Id, actor.Now);
        TakeOut(pattern, me);
        events.Append(PatternKind.Definition.Reference(number, pattern.Team), NameTakenOff);
        places.ShowAgain(PatternKind.Id(number));
        return null;
    }

    /// <summary>Why the one who acts cannot answer the questions; null where they can.</summary>
    public string? WhyNotAnswer(long number) =>
        actor.Id is not { } me || NamedPeople.Find(session, number, me) is not { HasDeclined: false } named ? PatternTexts.NotFound
        : actor.Now >= named.At.AddDays(NamedPeople.DaysToAnswer) ? Wording.Say(PatternTexts.TooLateToAnswer, NamedPeople.DaysToAnswer)
        : null;

    /// <summary>Keeps what the one who acts answered; gives why not, or null.</summary>
    public string? Answer(long number, IReadOnlyList<FollowUpAnswer> answers, RequestOrigin origin)
    {
        if (WhyNotAnswer(number) is { } refusal) return refusal;
        if (PatternRows.Find(session, number) is not { } pattern) return PatternTexts.NotFound;
        foreach (var (question, words) in answers) NamedPeople.Answer(session, number, actor.Id!.Value, question, words, actor.Now);
        events.Append(PatternKind.Definition.Reference(number, pattern.Team), Answered, origin);
        places.ShowAgain(PatternKind.Id(number));
        return null;
    }

    /// <summary>Takes the name out of what was written, in all versions.</summary>
    private void TakeOut(Pattern pattern, Person person)
    {
        var without = NamedPeople.Without(person, PatternTexts.AColleague);
        var after = pattern with
        {
            Content = pattern.Content.Each(without),
            SourceAuthor = pattern.SourceAuthor is { } author && without(author) != author ? null : pattern.SourceAuthor,
        };
        if (after.Content != pattern.Content)
        {
            index.Changed(PatternKind.Id(pattern.Number), pattern.Version, pattern.Title, pattern.Content.Text);
        }

        if (after != pattern && !PatternRows.Set(session, after)) throw new RaceLostException(pattern.Label);
        PatternVersions.Rewrite(session, pattern.Number, without);
        PatternCriteria.Rewrite(session, pattern.Number, without);
        PatternFlags.Rewrite(session, pattern.Number, without);
        ReplicationRows.Rewrite(session, pattern.Number, without);
        NamedPeople.Rewrite(session, pattern.Number, without);
    }
}
