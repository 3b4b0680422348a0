using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>The digests that whoever acts may read.</summary>
internal sealed class DigestReader(
    Actor actor, Teams teams, Leads leads, DigestRows rows, DigestUses uses, DigestComposer composer, WeeklyDigests schedules,
    RecordKinds kinds, RecordViewers viewers)
{
    /// <summary>The teams whose digest they read: that of the channel in which they ask first, else by name.</summary>
    public IReadOnlyList<Team> Readable => [.. actor.Teams.Where(team => MayRead(team.Id)).OrderByDescending(actor.IsIn)];

    /// <summary>The teams for which they choose, in the same order; an administrator may for all.</summary>
    public IReadOnlyList<Team> Theirs =>
    [
        .. (actor.Principal.IsAdministrator ? teams.All() : actor.Principal.Leads.Select(teams.Find).OfType<Team>())
            .Where(team => team.RemovedAt is null)
            .OrderByDescending(actor.IsIn).ThenByDescending(team => actor.Principal.Teams.Contains(team.Id)).ThenBy(team => team.Name),
    ];

    /// <summary>Whether they may read what its members read.</summary>
    public bool MayRead(TeamId team) => actor.Principal.IsIn(team) || actor.Principal.MaySetUp(team);

    /// <summary>Whether they may choose when it comes and what is in it.</summary>
    public bool MayChoose(TeamId team) => actor.Principal.MaySetUp(team);

    /// <summary>Who may choose for a team, by name; empty where that is nobody but the administrators.</summary>
    public IReadOnlyList<string> WhoMayChoose(TeamId team) => [.. leads.OfTeam(team).Select(lead => lead.ShownName)];

    /// <summary>The digest of a team as it stands at this moment, by its settings and without folding.</summary>
    public DigestShown Now(Team team)
    {
        var schedule = schedules.ScheduleOf(team);
        var calendar = schedules.CalendarOf(team, schedule.Settings);
        var to = calendar.DayOf(actor.Now).AddDays(1);
        return new(
            composer.Compose(team, schedule.Settings, calendar, DigestCalendar.FromOf(to, schedule.CoveredUntil), to, folded: []), team.Id);
    }

    /// <summary>The digest that the data of a press name; null where there is none, or they may not read it.</summary>
    public PostedDigest? Posted(long id) => rows.FindPosted(id) is { } posted && MayRead(posted.Team) ? posted : null;

    /// <summary>A digest that was posted, without what they may not see by now.</summary>
    public DigestShown Shown(PostedDigest posted) => new(
        posted.Content with { Sections = [.. posted.Content.Sections.Select(Visible).Where(section => section.Lines is not [])] },
        posted.Team, posted.Id);

    /// <summary>What came of the last digest of a team that was posted; null where there is none.</summary>
    public (PostedDigest Digest, DigestAccount Account)? LastOf(TeamId team) =>
        rows.Last(team, 1) is [var last] ? (last, uses.AccountOf(last)) : null;

    private DigestSectionContent Visible(DigestSectionContent section)
    {
        ImmutableArray<DigestLineContent> lines = [.. section.Lines.Where(IsVisible)];
        return section with { Lines = lines, Total = section.Total - (section.Lines.Length - lines.Length) };
    }

    private bool IsVisible(DigestLineContent line) => line.Kind is not { } name
        || (kinds.Named(name) is { } kind && viewers.LevelOf(kind, actor.Principal, line.Number) is AccessLevel.Everything);
}
