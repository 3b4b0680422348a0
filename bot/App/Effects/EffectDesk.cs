using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>What people look up, fix and take back of effects: those who see all of the record and are in its team, or lead it.</summary>
internal sealed class EffectDesk(
    EffectRows rows, EffectMeasure measure, EffectCheck check, MetricSources sources, RecordKinds kinds, RecordViewers viewers, Teams teams,
    Actor actor, RecordEvents events, Refusals refusals, IEnumerable<EffectListener> listeners, IServiceProvider services)
{
    /// <summary>The name of its events.</summary>
    public const string RecordKind = "effect";

    /// <summary>When figures of the last day are in and people begin to work.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <summary>What the form begins with.</summary>
    public ValueTask<EffectPresent> Present(EffectBeginning asked)
    {
        if (Permitted(asked, out var refusal) is not var (subject, team)) return new(new EffectPresent(Refusal: refusal));
        MetricOption[] metrics =
            [.. sources.Choices(team.Id, subject).Select(each => new MetricOption(each.Metric.ToString(), each.Words))];
        return new(metrics.Length < 2
            ? new EffectPresent(Refusal: EffectTexts.NothingToMeasure)
            : new EffectPresent(LabelIn(subject, team), metrics, team.LocalDate(actor.Now)));
    }

    /// <summary>What would be fixed, or why it cannot be like this.</summary>
    public ValueTask<EffectPreview> Preview(EffectBeginning asked, EffectChoices choices, AdopterAnswer? units)
    {
        if (Permitted(asked, out var refusal) is not var (_, team)) return new(new EffectPreview(Refusal: refusal));
        var today = team.LocalDate(actor.Now);
        Adopter[]? adopters = [];
        if (units is not null) adopters = AdopterLines.Read(units.Lines, today, out refusal);
        if (adopters is null) return new(new EffectPreview(Refusal: refusal));
        var plan = check.PlanOf(team.Id, choices, adopters, today);
        return new(check.WhyNot(team, plan, today) is { } why
            ? new EffectPreview(Refusal: why)
            : new EffectPreview([.. EffectWords.Fixed(plan, metric => sources.WordsOf(team.Id, metric))]));
    }

    /// <summary>Fixes it; asks again whether it may be.</summary>
    public async ValueTask<EffectPreview> Register(
        EffectBeginning asked, EffectChoices choices, AdopterAnswer? units, RequestOrigin origin)
    {
        var preview = await Preview(asked, choices, units);
        if (preview.Refusal is not null || Permitted(asked, out _) is not var (subject, team)) return preview;
        var today = team.LocalDate(actor.Now);
        var plan = check.PlanOf(team.Id, choices, units is null ? [] : AdopterLines.Read(units.Lines, today, out _)!, today);
        var dueAt = MomentOf(team, plan.End.AddDays(EffectPlan.DaysForLateFigures), Morning);
        var number = rows.Add(subject, team.Id, actor.FindOrKeep(), plan, dueAt, actor.Now);
        events.Append(new(RecordKind, number, team.Id), "registered", origin, EventData.Of(("of", subject.Label)));
        return preview with { Number = number };
    }

    /// <summary>Takes one back before its start; gives why not, or null.</summary>
    public string? Withdraw(Effect effect)
    {
        var reference = new RecordReference(RecordKind, effect.Id, effect.Team);
        var today = teams.Find(effect.Team)?.LocalDate(actor.Now) ?? actor.Today;
        var why = !MayWithdraw(effect) ? EffectTexts.NotYours
            : today >= effect.Plan.Start ? Say(EffectTexts.HasBegun, PlainDay(effect.Plan.Start))
            : rows.Withdraw(effect.Id, actor.Now) ? null : EffectTexts.Gone;
        if (why is null) events.Append(reference, "withdrawn");
        else refusals.Note(reference);
        return why;
    }

    /// <summary>An effect of a record that whoever acts may see; null for any other.</summary>
    public Effect? Find(long number) =>
        rows.Find(number) is { WithdrawnAt: null } effect && Sees(actor.Principal, effect) ? effect : null;

    /// <summary>The effects of a record; null where whoever acts may not see them.</summary>
    public IReadOnlyList<Effect>? Of(RecordId subject) => Permitted(new(subject.Kind.Name, subject.Number), out _) is null
        ? null
        : [.. rows.Of(subject).Where(effect => Sees(actor.Principal, effect))];

    /// <summary>An effect with all that its card shows.</summary>
    public EffectLook Look(Effect effect) => new(
        effect, sources.WordsOf(effect.Team, effect.Plan.Change.Metric),
        sources.WordsOf(effect.Team, effect.Plan.Balance.Metric),
        measure.Weeks(effect.Team, effect.Plan))
    {
        OtherTeam = IsOwnTeam(effect.Subject, effect.Team) ? null : teams.Find(effect.Team)?.Name,
        MayWithdraw = MayWithdraw(effect) && (teams.Find(effect.Team)?.LocalDate(actor.Now) ?? actor.Today) < effect.Plan.Start,
    };

    /// <summary>Whether somebody sees all of the record and belongs to its team, or leads it.</summary>
    public bool Sees(Principal who, Effect effect) =>
        viewers.LevelOf(effect.Subject.Kind, who, effect.Subject.Number) is AccessLevel.Everything
            && IsOf(who, effect.Subject.Kind, effect.Team);

    /// <summary>The moment of a time of a day where a team is.</summary>
    public static DateTimeOffset MomentOf(Team team, DateOnly day, TimeOnly time) =>
        Team.MomentOf(day, time, Team.ZoneOf(team.TimeZone));

    /// <summary>The number of a record, with the team by whose figures it is measured where that is another one than its own.</summary>
    private string LabelIn(RecordId subject, Team team) =>
        IsOwnTeam(subject, team.Id) ? subject.Label : Say(EffectTexts.InTeam, subject.Label, team.Name);

    private bool IsOwnTeam(RecordId subject, TeamId team) =>
        viewers.FactsOf(subject.Kind, actor.Principal, subject.Number).Team == team;

    private bool MayWithdraw(Effect effect) =>
        effect.By == actor.Id || actor.Principal.LeadsRecordsOf(effect.Team, effect.Subject.Kind.Access.LeadRole);

    private (RecordId Subject, Team Team)? Permitted(EffectBeginning asked, out string why)
    {
        why = EffectTexts.NoRecord;
        if (kinds.Named(asked.Kind) is not { } kind) return null;
        why = kind.NotFound();
        if (viewers.LevelOf(kind, actor.Principal, asked.Number) is not AccessLevel.Everything) return null;
        var known = TeamsOf(new(kind, asked.Number));
        why = known is [] ? EffectTexts.NoTeam : EffectTexts.NotInTeam;
        var team = known.FirstOrDefault(each => (asked.Team ?? each.Id.Value) == each.Id.Value && IsOf(actor.Principal, kind, each.Id));
        return team is null ? null : (new(kind, asked.Number), team);
    }

    /// <summary>The teams in which whoever acts can measure the effect of a record: its own first.</summary>
    public IReadOnlyList<Team> TeamsFor(RecordId subject) =>
        [.. TeamsOf(subject).Where(team => IsOf(actor.Principal, subject.Kind, team.Id))];

    /// <summary>The team of a record, then others in which its effect can be measured as well.</summary>
    private Team[] TeamsOf(RecordId subject)
    {
        var others = listeners.Where(each => each.Kind == subject.Kind.Name)
            .SelectMany(each => each.OtherTeams(services, subject.Number));
        return
        [
            .. others.Prepend(viewers.FactsOf(subject.Kind, actor.Principal, subject.Number).Team ?? default).Distinct()
                .Select(teams.Find).OfType<Team>(),
        ];
    }

    private static bool IsOf(Principal who, RecordKind kind, TeamId team) =>
        who.IsIn(team) || who.IsAdministrator || who.LeadsRecordsOf(team, kind.Access.LeadRole);
}
