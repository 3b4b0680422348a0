using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// <em>Spread it</em>: the pattern is offered to other teams and to AI agents, those that meet the same chosen already. Of one that meets
/// the same and is left out it is said why. Those who lead a team that is offered it, or whose agent is, hear so in private.
/// </summary>
internal static class SpreadPattern
{
    private const int UsualDays = 28;

    /// <summary>The hour at which somebody is reminded on the day, where the team is.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<SpreadTo>("spread-pattern", PatternStep.Spread, Form, Take);

    /// <summary>Which teams, and until when.</summary>
    public static Form<SpreadTo> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(ReplicationTexts.SpreadHeading, number), [
            .. PatternDialogs.Top(ReplicationTexts.SpreadHeading, number, shown),
            Hint(shown.Targets.Any(team => team.MeetsTheSame) ? ReplicationTexts.SpreadHintSame : ReplicationTexts.SpreadHint),
            Pick(nameof(SpreadTo.Teams), ReplicationTexts.SpreadTeams, shown.Targets.Select(target => (
                target.Value, target.MeetsTheSame ? Wording.Say(ReplicationTexts.MeetsTheSame, target.Name) : target.Name))) with
            {
                Value = Asked(shown.Targets) is { Length: > 0 } asked ? string.Join(',', asked) : null,
                Style = "expanded", IsMultiSelect = true, IsRequired = true, ErrorMessage = ReplicationTexts.SpreadTeamsMissing,
            },
            new DateInput(nameof(SpreadTo.Until), ReplicationTexts.SpreadUntil)
            {
                Value = Wording.PlainDay(shown.Today.AddDays(UsualDays)), IsRequired = true,
                ErrorMessage = ReplicationTexts.SpreadUntilMissing,
            },
            Asked(shown.Targets) is [] ? null : Line(nameof(SpreadTo.WhyNot), ReplicationTexts.SpreadWhyNot),
        ]),
        answer => Problems.None
            .When(answer.Until <= shown.Today, nameof(SpreadTo.Until), ReplicationTexts.SpreadUntilMissing)
            .When(
                string.IsNullOrWhiteSpace(answer.WhyNot) && LeftOut(shown.Targets, answer).Any(), nameof(SpreadTo.WhyNot),
                ReplicationTexts.SpreadWhyNotMissing)
            .WhenTooLong(nameof(SpreadTo.WhyNot), answer.WhyNot))
    {
        Submit = ReplicationTexts.SpreadIt,
    };

    /// <summary>The teams of which it has to be said whether they are offered it, and why not.</summary>
    private static string[] Asked(IReadOnlyList<ReplicationTarget> targets) =>
        [.. targets.Where(target => target is { MeetsTheSame: true, IsNew: true }).Select(target => target.Value)];

    private static IEnumerable<string> LeftOut(IReadOnlyList<ReplicationTarget> targets, SpreadTo asked) =>
        Asked(targets).Except(Chosen(asked));

    private static string[] Chosen(SpreadTo asked) =>
        asked.Teams.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Take(IServiceProvider services, long number, SpreadTo asked, RequestOrigin origin)
    {
        var (change, targets) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<ReplicationTargets>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Spread);
        if (pattern is null) return refusal;
        // which of them can still be offered it is found out again: somebody may have been faster
        var offered = targets.For(pattern);
        ReplicationTarget[] chosen = [.. offered.Where(target => Chosen(asked).Contains(target.Value))];
        if (chosen is []) return ReplicationTexts.NobodyLeft;
        var why = CaptureText.Trimmed(asked.WhyNot);
        if (why is not null)
        {
            foreach (var target in offered.Where(each => LeftOut(offered, asked).Contains(each.Value)))
            {
                LeaveOut(services, pattern, target, why);
            }
        }

        foreach (var target in chosen) Offer(services, pattern, target, asked.Until);
        return change.Take(number, PatternStep.Spread, origin);
    }

    private static void LeaveOut(IServiceProvider services, Pattern pattern, ReplicationTarget target, string why)
    {
        var actor = services.GetRequiredService<Actor>();
        ReplicationRows.Add(services.GetRequiredService<Session>(), New(pattern, target, actor) with
        {
            State = ReplicationState.Rejected, Decision = ReplicationDecision.LeftOut, Reason = why,
        });
    }

    private static void Offer(IServiceProvider services, Pattern pattern, ReplicationTarget target, DateOnly until)
    {
        var (session, actor) = (services.GetRequiredService<Session>(), services.GetRequiredService<Actor>());
        var team = services.GetRequiredService<Teams>().Find(target.Team);
        var id = ReplicationRows.Add(session, New(pattern, target, actor) with
        {
            DueDate = until, DueAt = Team.MomentOf(until, Morning, Team.ZoneOf(team?.TimeZone)),
        });
        foreach (var lead in services.GetRequiredService<Leads>().Of(target.Team, PatternKind.Access.LeadRole))
        {
            PatternRows.AddReader(session, pattern.Number, lead.Id);
            services.GetRequiredService<Notices>().Send(
                lead.Id, AttentionKind.Decision, ReplicationTimers.Offer, PatternKind.Id(pattern.Number), ReplicationTimers.TopicOf(id));
        }
    }

    private static Replication New(Pattern pattern, ReplicationTarget target, Actor actor) =>
        new(0, 1, pattern.Number, pattern.Edition, target.Team, ReplicationLife.Machine.First)
        {
            Agent = target.Agent, Sponsor = actor.FindOrKeep(), ProposedAt = actor.Now, StateSince = actor.Now,
        };
}

/// <summary>Which teams and agents a pattern is offered to.</summary>
/// <param name="Teams">Their values (<see cref="ReplicationTarget.Value"/>), with commas between them.</param>
/// <param name="Until">The day until which it is to be in use there.</param>
/// <param name="WhyNot">Why teams that meet the same are left out.</param>
internal sealed record SpreadTo(string Teams, DateOnly Until, string? WhyNot = null);
