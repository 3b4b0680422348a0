using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>Keeps a pattern, inside the transaction of a turn or a request.</summary>
internal sealed class PatternCapture(
    Session session, Actor actor, Teams teams, KnownPeople people, RecordKinds kinds, RecordViewers viewers, PatternNaming naming,
    PatternPlaces places, RecordEvents events)
{
    /// <summary>What the form offers.</summary>
    /// <param name="origin">The record that it comes from; null for none.</param>
    public ValueTask<CaptureChoices> Choices(PatternOrigin? origin) => new(new CaptureChoices(
        [.. actor.Teams.OrderByDescending(actor.IsIn).Select(team => new CaptureTeam(team.Id, team.Name))],
        Colleagues(),
        Seen(origin) is { } seen ? kinds.Named(seen.Kind)!.Labels.Of(seen.Number) : null));

    /// <summary>Those whom the person may name: who is in a team with them, people and agents.</summary>
    public IReadOnlyList<PersonChoice> Colleagues() => Choice(actor.Teams.SelectMany(team => Members(team.Id)));

    /// <summary>Those who may be named with a pattern: who is in its team.</summary>
    public IReadOnlyList<PersonChoice> ColleaguesOf(Pattern pattern) => Choice(pattern.Team is { } team ? Members(team) : []);

    /// <summary>Keeps it as what the form said, and gives its number.</summary>
    /// <param name="link">Leads to the message that it was kept from; null for none.</param>
    /// <param name="author">Who wrote that message; null for nobody who is known.</param>
    public ValueTask<long> Keep(
        CapturedSuccess asked, PatternOrigin? origin, RequestOrigin request, string? link = null, string? author = null) => Keep(
        new(new(CaptureText.Trimmed(asked.Title) ?? CaptureText.TitleOf(asked.Story), asked.Story.Trim())
        {
            Evidence = CaptureText.Trimmed(asked.Evidence),
        }, asked.Outcome is Outcome.DidNotWork)
        {
            Team = asked.Team,
            Named = PersonChoice.Meant(Colleagues(), asked.Named, asked.NamedName) is { } named ? new(named.Id) : null,
            Origin = origin,
            SourceLink = link,
            SourceAuthor = author,
        },
        request);

    /// <summary>Keeps it and gives its number.</summary>
    public ValueTask<long> Keep(NewPattern asked, RequestOrigin request)
    {
        var author = actor.Keep().Id;
        var (origin, facts) = (Seen(asked.Origin), FactsOf(asked.Origin));
        var team = origin is null ? TeamFor(asked.Team) : facts?.Team is { } of ? teams.Find(of) : null;
        var pattern = new Pattern(0, 1, 1, author, PatternLife.Machine.First, asked.Content)
        {
            IsAttempt = asked.IsAttempt,
            Owner = author,
            Team = team?.Id,
            Origin = origin,
            Restricted = origin is not null && facts is { IsRestricted: true },
            SourceLink = asked.SourceLink,
            SourceAuthor = asked.SourceAuthor,
            CreatedAt = actor.Now,
        };
        var day = team is null ? actor.Today : team.LocalDate(actor.Now);
        pattern = pattern with { Number = PatternRows.Add(session, pattern, request.DialogId, day) };
        PatternVersions.Add(session, pattern, author, actor.Now);
        events.Append(
            PatternKind.Definition.Reference(pattern.Number, pattern.Team), asked.IsAttempt ? "attempt-kept" : "kept", request,
            EventData.Of(("originKind", origin?.Kind), ("origin", origin?.Number)));
        if (asked.Named is { } named) naming.Name(pattern, named);
        places.Announce(pattern);
        return new(pattern.Number);
    }

    /// <summary>The team of a new pattern: the chosen one if the person is in it, their only one, otherwise the default team.</summary>
    private Team? TeamFor(TeamId? chosen)
    {
        var mine = actor.Teams;
        return mine.FirstOrDefault(team => team.Id == chosen)
            ?? mine.FirstOrDefault(actor.IsIn) ?? (mine.Count > 0 ? mine[0] : teams.Default());
    }

    /// <summary>The record that it comes from, if the person sees all of it.</summary>
    private PatternOrigin? Seen(PatternOrigin? origin) =>
        origin is not null && kinds.Named(origin.Kind) is { } kind
            && viewers.LevelOf(kind, actor.Principal, origin.Number) is AccessLevel.Everything
            ? origin
            : null;

    private AccessFacts? FactsOf(PatternOrigin? origin) =>
        Seen(origin) is { } seen ? viewers.FactsOf(kinds.Named(seen.Kind)!, actor.Principal, seen.Number) : null;

    private IEnumerable<PersonId> Members(TeamId team) => teams.Members(team).Keys.Concat(teams.Agents(team));

    private PersonChoice[] Choice(IEnumerable<PersonId> members) =>
    [
        .. people.Find([.. members.Where(member => member != actor.Id).Select(member => member.Value).Distinct()])
            .Where(person => !person.IsGuest)
            .OrderBy(person => person.ShownName, StringComparer.CurrentCultureIgnoreCase)
            .Select(person => new PersonChoice(person.Id.Value, person.ShownName)),
    ];
}
