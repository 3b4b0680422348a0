using Improvement.Bot.Attention;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Steps;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>Begins a review: what it can be about, who can take part, and the first message to those who do.</summary>
internal sealed class ReviewStart(
    Session session, Actor actor, Teams teams, KnownPeople people, PrincipalReader principals, Leads leads, RecordKinds kinds,
    RecordViewers viewers, RecordEvents events, Notices notices, IServiceProvider services)
{
    /// <summary>Whether the one who acts may begin it, and for which teams.</summary>
    public ReviewPresent Look(ReviewWish wish)
    {
        var found = Find(wish);
        if (found is { Refusal: not null, About: { } hidden }) hidden.Kind.NoteRefusal(services, hidden.Number);
        return new(found.Refusal)
        {
            Teams = [.. found.Teams.Select(team => new ReviewTeam(team.Id.Value, team.Name))],
        };
    }

    /// <summary>What the form shows at this moment.</summary>
    /// <param name="team">The team that was chosen; null where there is one.</param>
    public ReviewPresent Shown(ReviewWish wish, long? team)
    {
        var found = Find(wish);
        return found.Refusal is not null
            ? new()
            : new() { Title = found.Title, About = found.About?.Label, People = PeopleFor(found, TeamOf(found, team)) };
    }

    /// <summary>Begins it; gives its number, or why not.</summary>
    public ChangeResult<ReviewPresent> Begin(ReviewWish wish, long? chosen, NewReview asked, RequestOrigin origin)
    {
        var me = actor.Keep().Id;
        var found = Find(wish); // again: roles and visibility may have changed since
        if (found.Refusal is { } refusal) return new(0, refusal);
        var team = TeamOf(found, chosen);
        var meant = PersonChoice.AllMeant(PeopleFor(found, team), asked.People, asked.Others).Meant;
        if (meant is []) return new(0, ReviewTexts.NobodyElse);
        var review = new Review(
            0, 1, me, ReviewLife.Machine.First, asked.Title.Trim(),
            ReviewTimes.Until(asked.Until, actor.Now, Team.ZoneOf(team.TimeZone)))
        {
            About = found.About is { } about ? new(about.Kind.Name, about.Number) : null,
            Team = team.Id,
            Restricted = found.IsRestricted,
            CreatedAt = actor.Now,
        };
        review = review with { NextDueAt = ReviewTimes.RemindAt(actor.Now, review.AnswersUntil) ?? review.AnswersUntil };
        review = review with { Number = ReviewRows.Add(session, review, team.LocalDate(actor.Now)) };
        ReviewPeople.Add(session, review.Number, me);
        foreach (var each in meant) ReviewPeople.Add(session, review.Number, new(each.Id));
        events.Append(
            ReviewKind.Definition.Reference(review.Number, review.Team), "started", origin,
            EventData.Of(("aboutKind", review.About?.Kind), ("about", review.About?.Number), ("people", meant.Count + 1)));
        foreach (var each in meant) notices.Send(new(each.Id), ReviewTimers.Kind, ReviewTimers.Ask, ReviewKind.Id(review.Number));
        return new(review.Number);
    }

    /// <summary>What a wish is about, as the one who acts may see it at this moment.</summary>
    private Found Find(ReviewWish wish)
    {
        if (AboutOf(wish) is not { } about) return OfOwnTeams(wish.Text.Trim());
        if (viewers.LevelOf(about.Kind, actor.Principal, about.Number) is not AccessLevel.Everything)
        {
            return new(about.Kind.NotFound()) { About = about };
        }

        var facts = viewers.FactsOf(about.Kind, actor.Principal, about.Number);
        var title = about.Kind.Line(services, about.Number)?.Title ?? "";
        var found = (wish.Team is { } team ? new TeamId(team) : facts.Team) is { } of
            ? OfTeam(of, about)
            : OfOwnTeams(title);
        return found with { About = about, Title = title, IsRestricted = facts.IsRestricted };
    }

    private RecordId? AboutOf(ReviewWish wish) => wish is { AboutKind: { } name, About: { } number }
        ? kinds.Named(name) is { } kind ? new(kind, number) : null
        : kinds.ReadLabel(wish.Text);

    private Found OfTeam(TeamId id, RecordId about)
    {
        var who = actor.Principal;
        if (teams.Find(id) is not { RemovedAt: null } team) return new(ReviewTexts.NoTeam);
        return who.IsIn(id) || who.IsAdministrator || who.LeadsRecordsOf(id, about.Kind.Access.LeadRole)
            ? new() { Teams = [team] }
            : new(ReviewTexts.NotYourTeam);
    }

    private Found OfOwnTeams(string title)
    {
        IReadOnlyList<Team> mine = actor.Principal.IsGuest ? [] : actor.Teams;
        if (mine.FirstOrDefault(actor.IsIn) is { } here) mine = [here];
        return mine is [] ? new(ReviewTexts.NoTeam) : new() { Teams = mine, Title = title };
    }

    private static Team TeamOf(Found found, long? chosen) =>
        found.Teams.FirstOrDefault(team => team.Id.Value == chosen) ?? found.Teams[0];

    /// <summary>
    /// Who can be asked, by name: who is in the team; of a restricted record those who see all of it, whatever team they are in.
    /// </summary>
    private IReadOnlyList<PersonChoice> PeopleFor(Found found, Team team)
    {
        IEnumerable<PersonId> candidates = found is { IsRestricted: true, About: { } about }
            ? viewers.NamedOn(about).Concat(leads.Of(team.Id, about.Kind.Access.LeadRole).Select(lead => lead.Id))
            : teams.Members(team.Id).Keys;
        return
        [
            .. people.Find([.. candidates.Where(each => each != actor.Id).Select(each => each.Value).Distinct()])
                .Where(person => !person.IsGuest && person.Kind is ActorKind.Person && MaySee(found, person))
                .OrderBy(person => person.ShownName, StringComparer.CurrentCultureIgnoreCase)
                .Select(person => new PersonChoice(person.Id.Value, person.ShownName)),
        ];
    }

    private bool MaySee(Found found, Person person) => found is not { IsRestricted: true, About: { } about }
        || viewers.LevelOf(about.Kind, principals.Of(person), about.Number) is AccessLevel.Everything;

    private sealed record Found(string? Refusal = null)
    {
        public RecordId? About { get; init; }

        public string Title { get; init; } = "";

        public IReadOnlyList<Team> Teams { get; init; } = [];

        public bool IsRestricted { get; init; }
    }
}
