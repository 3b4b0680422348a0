using System.Collections.Immutable;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>The team that a report belongs to, as far as reporting needs it.</summary>
internal sealed record TeamOfRecord(TeamId Id, TimeZoneInfo Zone, Address? TriageAddress, string? Language);

/// <summary>A team that a person can choose for a report.</summary>
internal sealed record TeamChoice(TeamId Id, string Name);

/// <summary>The person who is acting, as far as errors are concerned: their teams, and what they may see.</summary>
internal sealed class Reporter(
    Session session, Actor actor, Teams teams, Leads leads, KnownConversations conversations, KnownPeople people,
    RecordViewers viewers)
{
    /// <summary>Other teams that are searched for similar reports at most.</summary>
    private const int MostOtherTeams = 20;

    /// <summary>Other fixes that are named beside a verdict at most.</summary>
    private const int MostOthers = 5;

    private (TeamId Id, int Snapshot, TeamOfRecord? Found)? _lastTeam;

    /// <summary>The teams to choose from; in a channel its team comes first.</summary>
    public ValueTask<TeamChoice[]> Teams(CancellationToken ct) =>
        new([.. actor.Teams.OrderByDescending(actor.IsIn).Select(team => new TeamChoice(team.Id, team.Name))]);

    /// <summary>The team of a new report: the chosen one if the person is in it, their only one, otherwise the default team.</summary>
    public TeamOfRecord? TeamFor(TeamId? chosen)
    {
        var mine = actor.Teams;
        return Of(
            mine.FirstOrDefault(team => team.Id == chosen)
                ?? mine.FirstOrDefault(actor.IsIn) ?? (mine.Count > 0 ? mine[0] : teams.Default()));
    }

    /// <summary>A team by its id. Asked again in one commit, it is answered from the first time.</summary>
    public TeamOfRecord? TeamOf(TeamId? id)
    {
        if (id is not { } team) return null;
        if (_lastTeam is { } last && last.Id == team && last.Snapshot == session.Snapshot) return last.Found;
        _lastTeam = (team, session.Snapshot, Of(teams.Find(team)));
        return _lastTeam.Value.Found;
    }

    /// <summary>The chats of those who may decide about a restricted report.</summary>
    public IEnumerable<Address> LeadsOf(TeamOfRecord? team) =>
        leads.AddressesFor(
            team?.Id, ErrorKind.Access.LeadRole, actor.ServiceUrl ?? team?.TriageAddress?.ServiceUrl,
            except: actor.Id);

    /// <summary>
    /// The person's own chat with the bot; null where it cannot be known to reach them: they never wrote to it, and no team of theirs has
    /// it.
    /// </summary>
    public Address? OwnChat() =>
        actor.Find() is { } me ? conversations.PersonalChat(me, actor.Teams is [] ? null : actor.ServiceUrl) : null;

    /// <summary>The own chat of somebody whom an error concerns; null where the bot cannot write to them.</summary>
    public Address? ChatOf(PersonId person, ErrorRecord error) => conversations.PersonalChat(
        person, actor.ServiceUrl ?? (error.Team is { } team ? teams.Find(team)?.ServiceUrl : null));

    /// <summary>How much of an error the person sees.</summary>
    public AccessLevel AccessTo(ErrorRecord error) => viewers.Of(ErrorKind.Definition, actor.Principal, error.Number).Level;

    /// <summary>Whether the person may do something with an error.</summary>
    public bool May(ErrorAction action, ErrorRecord error) => May(action, FactsOf(error));

    /// <summary>The step that the person takes; null where it is not theirs to take, or not possible.</summary>
    public Transition<ErrorState, ErrorAction, ErrorFacts>? Find(ErrorAction action, ErrorRecord error) =>
        IsOpenToKind(action) ? ErrorLife.Machine.Find(actor.Principal, action, error.State, FactsOf(error)) : null;

    /// <summary>What the person can do with an error at this moment.</summary>
    public IReadOnlyList<ErrorAction> ActionsOn(ErrorRecord error)
    {
        var facts = FactsOf(error);
        return [.. Enum.GetValues<ErrorAction>().Where(action => May(action, facts) && IsOfUse(action, error))];
    }

    /// <summary>Whether something is for what acts at all: of an agent or a system nothing is that people decide.</summary>
    public bool IsOpenToKind(ErrorAction action) =>
        actor.Kind is ActorKind.Person or ActorKind.Bot || !ErrorPermissions.IsForPeople(action);

    /// <summary>Asks for what <see cref="SimilarityScopes"/> chooses from, in the round trip of what is asked next.</summary>
    public Answer<List<Team>> AskForAllTeams() => teams.AskForAll();

    /// <summary>Where similar reports are looked for: the person's own teams first, then those that share.</summary>
    public IEnumerable<long> SimilarityScopes(IReadOnlyList<Team> all)
    {
        var mine = actor.Teams;
        if (actor.Id is { } me) yield return RecordText.ScopeOf(null, me.Value);
        foreach (var team in mine) yield return team.Id.Value;
        var others = all.Where(team => team.SharesSimilar && mine.All(each => each.Id != team.Id)).Take(MostOtherTeams);
        foreach (var team in others) yield return team.Id.Value;
        if (mine.Count is 0 && teams.Default() is { SharesSimilar: false } standIn) yield return standIn.Id.Value;
    }

    /// <summary>What the steps of an error depend on, for the person, with the proposal of its fix where its state has one.</summary>
    public ErrorFacts FactsOf(ErrorRecord error)
    {
        var facts = AddAnalysis(
            error.FactsFor(viewers.FactsOf(ErrorKind.Definition, actor.Principal, error.Number), actor.Now), error.Number);
        if (facts.Access.IsWitness && actor.Id is { } me)
        {
            facts = facts with { HasAccount = WitnessAccounts.NewestOf(session, me, error.Number) is not null };
        }

        if (!HasFix(error.State) || FixOf(error) is not { } fix) return facts;
        return error.State is ErrorState.Implementing ? AddProgress(fix.AddTo(facts), fix) : fix.AddTo(facts);
    }

    /// <summary>Its fix proposal, and whether that is a standard fix; null for none.</summary>
    public Fix? FixOf(ErrorRecord error) => FixRows.OfError(session, error.Number) is { } fix
        ? fix with { IsStandard = error.AwaitsDecision && FixOutcomes.IsStandard(session, fix, error, actor.Now) }
        : null;

    /// <summary>Others than the person who may decide about its fix.</summary>
    public IEnumerable<PersonChoice> OthersWhoMayDecide(ErrorRecord error) => leads.Permitted(ErrorLife.DecisionOn(FactsOf(error)))
        .Where(other => other.Id != actor.Id)
        .OrderBy(other => other.ShownName, StringComparer.CurrentCultureIgnoreCase)
        .Select(other => new PersonChoice(other.Id.Value, other.ShownName));

    /// <summary>What counts will be able to prove of a fix of it that is decided about now, in words.</summary>
    /// <param name="promised">What its proposal promises; null where it says nothing of that.</param>
    public string ProvableOf(ErrorRecord error, PromisedFall? promised)
    {
        var alarm = AlarmBefore(error, actor.Now);
        return ProvableFall.Words(
            WeeksSince(error, alarm ?? WeeklyOccurrences.MondayOf(actor.Now, ZoneOf(error))), promised, alarm);
    }

    /// <summary>
    /// The Monday of the week of the alarm that led to a fix of it; null for none, also of one that is restricted, as those count in none.
    /// </summary>
    /// <param name="decided">When it was decided to make the fix.</param>
    public DateOnly? AlarmBefore(ErrorRecord error, DateTimeOffset decided) =>
        error is { Restricted: false, Team: { } team, Category: { } category }
            ? AlarmWeek.Before(session, team, category, decided)
            : null;

    /// <summary>How often an error was met in each of the last weeks of its team.</summary>
    public WeeklyOccurrences WeeksOf(ErrorRecord error, int weeks) => WeeksOf(error, ClusterOf(error), weeks);

    /// <summary>The same from so long before a fix as its verdict needs.</summary>
    /// <param name="trigger">The Monday of the week of the alarm that led to it or, without one, of the decision to make it.</param>
    public WeeklyOccurrences WeeksSince(ErrorRecord error, DateOnly trigger) => WeeksOf(error, WeeksUntilNow(error, trigger));

    /// <summary>The same, and all other reports of its team in the same weeks.</summary>
    /// <inheritdoc cref="WeeksSince" path="/param"/>
    public (WeeklyOccurrences Own, WeeklyOccurrences Others) WeeksBesideOthers(ErrorRecord error, DateOnly trigger)
    {
        var (cluster, weeks) = (ClusterOf(error), WeeksUntilNow(error, trigger));
        return (WeeksOf(error, cluster, weeks),
            WeeklyOccurrences.OfOthers(session, cluster, error.Team, ZoneOf(error), actor.Now, weeks));
    }

    /// <summary>The zone of its team; UTC without one.</summary>
    public TimeZoneInfo ZoneOf(ErrorRecord error) => TeamOf(error.Team)?.Zone ?? TimeZoneInfo.Utc;

    private Cluster ClusterOf(ErrorRecord error) => Cluster.Find(session, error.Number);

    private WeeklyOccurrences WeeksOf(ErrorRecord error, Cluster cluster, int weeks) =>
        WeeklyOccurrences.Of(session, cluster, ZoneOf(error), actor.Now, weeks);

    private int WeeksUntilNow(ErrorRecord error, DateOnly trigger) =>
        1 + WatchPlan.WeeksBack
            + Math.Max(0, (WeeklyOccurrences.MondayOf(actor.Now, ZoneOf(error)).DayNumber - trigger.DayNumber) / 7);

    /// <summary>The name of somebody.</summary>
    public string NameOf(PersonId person) => people.Find(person)?.ShownName ?? RecordTexts.Somebody;

    /// <summary>Those who are asked to decide about its fix at this moment, in order, each with the rule that chose them.</summary>
    public ImmutableArray<Decider> Deciders(ErrorRecord error) => leads.Deciders(ErrorLife.DecisionOn(FactsOf(error)));

    /// <summary>Those who are asked to decide about something of an error, in order, without one who has a part in it.</summary>
    public ImmutableArray<Decider> DecidersBesides(PersonId person, ErrorRecord error) =>
        leads.Deciders(ErrorLife.DecisionOn(FactsOf(error)) with { Excluded = [person] });

    /// <summary>What is drawn of the watch of its fix; null for none.</summary>
    public WatchLook? LookAtWatch(ErrorRecord error)
    {
        if (error.State is not (ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed)) return null;
        if (WatchRows.OfError(session, error.Number) is not { EndedAt: null } watch) return null;
        var picture = watch.IsTooRare ? null : WeeksPicture.Of(WeeksSince(error, watch.Trigger), watch.Trigger, watch.First, watch.Weeks);
        var over = watch.ProposedAt ?? actor.Now;
        var fix = FixRows.Find(session, watch.Fix);
        return new(watch, picture, WatchRows.OthersInWindow(session, watch, error.Team, over, MostOthers))
        {
            Zone = ZoneOf(error),
            Promised = fix?.Content.Promised,
            Done = watch.IsTooRare && fix is not null ? FixWork.Evidence(FixWork.Of(session, fix)) : null,
        };
    }

    /// <summary>Those who are asked to confirm a verdict on its fix, in order: whoever owns it does not.</summary>
    public ImmutableArray<Decider> Verifiers(ErrorRecord error) => leads.Deciders(
        new(error.Team, ErrorKind.Access.LeadRole, error.Owner is { } owner ? [owner] : [], 1));

    /// <summary>The same if nobody had automatic replies.</summary>
    public ImmutableArray<Decider> DecidersByTold(ErrorRecord error) => leads.DecidersByTold(ErrorLife.DecisionOn(FactsOf(error)));

    /// <summary>Whether somebody may decide about its fix in their own right.</summary>
    public bool MayDecide(PersonId person, ErrorRecord error) =>
        leads.Permitted(ErrorLife.DecisionOn(FactsOf(error))).Any(other => other.Id == person);

    private bool May(ErrorAction action, ErrorFacts facts) =>
        IsOpenToKind(action) && ErrorPermissions.May(actor.Principal, action, facts);

    /// <summary>In the only team nothing is another's.</summary>
    private bool IsOfUse(ErrorAction action, ErrorRecord error) =>
        action is not ErrorAction.HandOver || teams.All().Any(team => team.Id != error.Team);

    private ErrorFacts AddAnalysis(ErrorFacts facts, long number) =>
        ErrorLife.HasAnalysis(facts.State) && AnalysisRows.StateOf(session, number) is { } analysis
            ? facts with { Analysis = analysis.State, CausesBy = analysis.SubmittedBy }
            : facts;

    private ErrorFacts AddProgress(ErrorFacts facts, Fix fix)
    {
        var items = FixWork.Of(session, fix);
        return facts with { IsBegun = items.Any(FixWork.IsBegun), HasEvidence = items.Any(FixWork.HasEvidence) };
    }

    private static bool HasFix(ErrorState state) =>
        state is ErrorState.FixProposed or ErrorState.ChangesRequested or ErrorState.Implementing;

    private static TeamOfRecord? Of(Team? team) => team is null
        ? null
        : new(
            team.Id, Team.ZoneOf(team.TimeZone),
            team is { RemovedAt: null, TriageConversation: { } channel, ServiceUrl: { } service }
                ? new(service, channel, team.Tenant)
                : null,
            team.Language);
}
