using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// What a team says of a pattern in its own words: <em>Not for us</em>, <em>We stop</em>, <em>What we learned</em> and
/// <em>Did it help?</em>
/// </summary>
internal static class TeamWords
{
    /// <summary>The dialog behind <em>Not for us</em>.</summary>
    public static readonly DialogDefinition Reject =
        ReplicationDialogs.For<ReplicationReason>("replication-reject", ReplicationStep.Reject, RejectForm, TakeReject);

    /// <summary>The dialog behind <em>We stop</em>.</summary>
    public static readonly DialogDefinition Stop =
        ReplicationDialogs.For<ReplicationReason>("replication-stop", ReplicationStep.Stop, StopForm, TakeStop);

    /// <summary>The dialog behind <em>What we learned</em>.</summary>
    public static readonly DialogDefinition Learn =
        ReplicationDialogs.For<ReplicationReason>("replication-learn", ReplicationStep.Learn, LearnForm, TakeLearn);

    /// <summary>The dialog behind <em>Did it help?</em></summary>
    public static readonly DialogDefinition Judge =
        ReplicationDialogs.For<TeamVerdict>("replication-judge", ReplicationStep.Judge, JudgeForm, TakeJudge);

    /// <summary>Why it is not for the team.</summary>
    public static Form<ReplicationReason> RejectForm(ReplicationForm shown) => Form(
        shown, ReplicationTexts.RejectHeading, ReplicationTexts.RejectHint, ReplicationTexts.RejectLabel, ReplicationTexts.RejectIt);

    /// <summary>Why the team gives it up.</summary>
    public static Form<ReplicationReason> StopForm(ReplicationForm shown) => Form(
        shown, ReplicationTexts.StopHeading, ReplicationTexts.StopHint, ReplicationTexts.StopLabel, ReplicationTexts.StopIt);

    /// <summary>What the team learned.</summary>
    public static Form<ReplicationReason> LearnForm(ReplicationForm shown) => Form(
        shown, ReplicationTexts.LearnHeading, ReplicationTexts.LearnHint, ReplicationTexts.LearnLabel, ReplicationTexts.LearnIt);

    /// <summary>Whether it helped, and how that can be seen.</summary>
    public static Form<TeamVerdict> JudgeForm(ReplicationForm shown) => new(
        Card(ReplicationDialogs.Titled(ReplicationTexts.JudgeHeading, shown), [
            .. ReplicationDialogs.Top(ReplicationTexts.JudgeHeading, shown),
            Hint(ReplicationTexts.JudgeHint),
            Pick(nameof(TeamVerdict.Verdict), ReplicationTexts.JudgeLabel, Enum.GetValues<EffectVerdict>().Select(each =>
                (each.ToString(), ReplicationWords.Of(each)))) with
            {
                IsRequired = true, ErrorMessage = ReplicationTexts.JudgeMissing,
            },
            PatternDialogs.Words(nameof(TeamVerdict.Words), ReplicationTexts.JudgeWords),
        ]),
        answer => Problems.None.WhenTooLong(nameof(TeamVerdict.Words), answer.Words))
    {
        Submit = ReplicationTexts.JudgeIt,
        MainInput = nameof(TeamVerdict.Words),
    };

    private static Form<ReplicationReason> Form(ReplicationForm shown, string heading, string hint, string label, string submit) => new(
        Card(ReplicationDialogs.Titled(heading, shown), [
            .. ReplicationDialogs.Top(heading, shown),
            Hint(hint),
            PatternDialogs.Words(nameof(ReplicationReason.Words), label),
        ]),
        answer => Problems.None.WhenTooLong(nameof(ReplicationReason.Words), answer.Words))
    {
        Submit = submit,
        MainInput = nameof(ReplicationReason.Words),
    };

    private static string? TakeReject(IServiceProvider services, long id, ReplicationReason answer, RequestOrigin origin)
    {
        var change = services.GetRequiredService<ReplicationChange>();
        return change.Take(id, ReplicationStep.Reject, origin, one => one with
        {
            Owner = change.Actor.Id, Decision = ReplicationDecision.Reject, Reason = answer.Words.Trim(), DueAt = null,
        }, answer.Words.Trim());
    }

    private static string? TakeStop(IServiceProvider services, long id, ReplicationReason answer, RequestOrigin origin) =>
        services.GetRequiredService<ReplicationChange>().Take(
            id, ReplicationStep.Stop, origin, one => one with { Reason = answer.Words.Trim(), DueAt = null }, answer.Words.Trim());

    private static string? TakeLearn(IServiceProvider services, long id, ReplicationReason answer, RequestOrigin origin) =>
        services.GetRequiredService<ReplicationChange>().Take(
            id, ReplicationStep.Learn, origin,
            one => one with { Lessons = one.Lessons is { } before ? $"{before}\n{answer.Words.Trim()}" : answer.Words.Trim() },
            answer.Words.Trim());

    private static string? TakeJudge(IServiceProvider services, long id, TeamVerdict answer, RequestOrigin origin)
    {
        var (change, words) = (services.GetRequiredService<ReplicationChange>(), answer.Words.Trim());
        var (refusal, pattern, one, _) = change.Allowed(id, ReplicationStep.Judge);
        if (pattern is null || one is null) return refusal;
        refusal = change.Take(
            id, ReplicationStep.Judge, origin, each => each with { Verdict = answer.Verdict, VerdictWords = words }, words);
        if (refusal is null && answer.Verdict is EffectVerdict.Worse)
        {
            services.GetRequiredService<PatternChange>().ChallengeByVerdict(
                pattern.Number, Wording.Say(ReplicationTexts.WorseThere, one.TargetName, words));
        }

        return refusal;
    }
}

/// <summary>A reason, or what was learned.</summary>
internal sealed record ReplicationReason(string Words);

/// <summary>Whether it helped.</summary>
/// <param name="Words">How that can be seen.</param>
internal sealed record TeamVerdict(EffectVerdict Verdict, string Words);
