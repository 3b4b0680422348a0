using System.Globalization;
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
/// <em>Spread it</em>: the pattern is offered to other teams, those that meet the same first. Of a team that meets the same and is left out
/// it is said why. Those who lead a team that is offered it hear so in private.
/// </summary>
internal static class SpreadPattern
{
    private const int UsualDays = 28;

    /// <summary>The hour at which somebody is reminded on the day, UTC.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<SpreadTo>("spread-pattern", PatternStep.Spread, Form, Take);

    /// <summary>Which teams, and until when.</summary>
    public static Form<SpreadTo> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(ReplicationTexts.SpreadHeading, number), [
            .. PatternDialogs.Top(ReplicationTexts.SpreadHeading, number, shown),
            Hint(shown.Targets.Any(team => team.MeetsTheSame) ? ReplicationTexts.SpreadHintSame : ReplicationTexts.SpreadHint),
            Pick(nameof(SpreadTo.Teams), ReplicationTexts.SpreadTeams, shown.Targets.Select(team => (
                team.Id.ToString(CultureInfo.InvariantCulture),
                team.MeetsTheSame ? Wording.Say(ReplicationTexts.MeetsTheSame, team.Name) : team.Name))) with
            {
                Value = Asked(shown.Targets) is { Length: > 0 } asked ? string.Join(',', asked) : null,
                Style = "expanded", IsMultiSelect = true, IsRequired = true, ErrorMessage = ReplicationTexts.SpreadTeamsMissing,
            },
            new DateInput(nameof(SpreadTo.Until), ReplicationTexts.SpreadUntil)
            {
                Value = Wording.PlainDay(shown.Today.AddDays(UsualDays)), IsRequired = true,
                ErrorMessage = ReplicationTexts.SpreadUntilMissing,
            },
            Line(nameof(SpreadTo.WhyNot), ReplicationTexts.SpreadWhyNot),
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
    private static long[] Asked(IReadOnlyList<TargetTeam> targets) =>
        [.. targets.Where(team => team is { MeetsTheSame: true, IsNew: true }).Select(team => team.Id)];

    private static IEnumerable<long> LeftOut(IReadOnlyList<TargetTeam> targets, SpreadTo asked) => Asked(targets).Except(Chosen(asked));

    private static long[] Chosen(SpreadTo asked) =>
    [
        .. asked.Teams.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(each => long.TryParse(each, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0),
    ];

    private static string? Take(IServiceProvider services, long number, SpreadTo asked, RequestOrigin origin)
    {
        var (change, targets) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<TargetTeams>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Spread);
        if (pattern is null) return refusal;
        // which of them can still be offered it is found out again: somebody may have been faster
        var offered = targets.For(pattern);
        TargetTeam[] chosen = [.. offered.Where(team => Chosen(asked).Contains(team.Id))];
        if (chosen is []) return ReplicationTexts.NobodyLeft;
        var why = CaptureText.Trimmed(asked.WhyNot);
        if (why is not null)
        {
            foreach (var team in LeftOut(offered, asked)) LeaveOut(services, pattern, new(team), why);
        }

        foreach (var team in chosen) Offer(services, pattern, new(team.Id), asked.Until);
        return change.Take(number, PatternStep.Spread, origin);
    }

    private static void LeaveOut(IServiceProvider services, Pattern pattern, TeamId team, string why)
    {
        var actor = services.GetRequiredService<Actor>();
        ReplicationRows.Add(services.GetRequiredService<Session>(), New(pattern, team, actor) with
        {
            State = ReplicationState.Rejected, Decision = ReplicationDecision.LeftOut, Reason = why,
        });
    }

    private static void Offer(IServiceProvider services, Pattern pattern, TeamId team, DateOnly until)
    {
        var (session, actor) = (services.GetRequiredService<Session>(), services.GetRequiredService<Actor>());
        var id = ReplicationRows.Add(session, New(pattern, team, actor) with
        {
            DueDate = until, DueAt = new DateTimeOffset(until.ToDateTime(Morning), TimeSpan.Zero),
        });
        foreach (var lead in services.GetRequiredService<Leads>().Of(team, PatternKind.Access.LeadRole))
        {
            PatternRows.AddReader(session, pattern.Number, lead.Id);
            services.GetRequiredService<Notices>().Send(
                lead.Id, AttentionKind.Decision, ReplicationTimers.Offer, PatternKind.Id(pattern.Number), ReplicationTimers.TopicOf(id));
        }
    }

    private static Replication New(Pattern pattern, TeamId team, Actor actor) =>
        new(0, 1, pattern.Number, pattern.Edition, team, ReplicationLife.Machine.First)
        {
            Sponsor = actor.FindOrKeep(), ProposedAt = actor.Now, StateSince = actor.Now,
        };
}

/// <summary>Which teams a pattern is offered to.</summary>
/// <param name="Teams">Their ids, with commas between them.</param>
/// <param name="Until">The day until which it is to be in use there.</param>
/// <param name="WhyNot">Why teams that meet the same are left out.</param>
internal sealed record SpreadTo(string Teams, DateOnly Until, string? WhyNot = null);
