using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Digests;

/// <summary>
/// Posts the digests of teams, each once: the row of a digest, its message and the next time are one commit, and a day of a team has one
/// row.
/// </summary>
internal sealed class WeeklyDigests(
    Clock clock, Teams teams, DigestRows rows, DigestUses uses, DigestComposer composer, RecordPlaces places, PlaceReaders readers,
    Languages languages, IOptions<AttentionSettings> attention)
{
    /// <summary>The teams whose digest is due.</summary>
    public static DueSource Source { get; } = new(
        "weekly digest",
        (scope, now, skip, limit) => scope.GetRequiredService<DigestRows>().DueTeams(now, skip, limit),
        (scope, run) => scope.GetRequiredService<WeeklyDigests>().Post(DigestRows.TeamIn(run.Key.Subject), run.Now));

    /// <summary>The teams that are new.</summary>
    public static DueSource NewTeams { get; } = new(
        "digest of a new team",
        (scope, now, skip, limit) => scope.GetRequiredService<DigestRows>().Unseen(now, skip, limit),
        (scope, run) => scope.GetRequiredService<WeeklyDigests>().Begin(DigestRows.TeamIn(run.Key.Subject)));

    /// <summary>The schedule of a team, also of one that was not seen yet.</summary>
    public DigestSchedule ScheduleOf(Team team) =>
        rows.Find(team.Id) ?? Planned(new(team.Id, DigestSettings.Usual, team.LocalDate(team.InstalledAt), null), team, clock.UtcNow);

    /// <summary>When the digests of a team are due.</summary>
    public DigestCalendar CalendarOf(Team team, DigestSettings settings) => DigestCalendar.Of(team, settings, attention.Value.Work);

    /// <summary>Keeps other settings, which hold from here on. Only while a commit runs.</summary>
    public DigestSchedule Change(Team team, DigestSettings settings)
    {
        var schedule = Planned(ScheduleOf(team) with { Settings = settings }, team, clock.UtcNow);
        rows.Keep(schedule);
        return schedule;
    }

    private void Begin(TeamId id)
    {
        if (rows.Find(id) is null && teams.Find(id) is { RemovedAt: null } team) rows.Keep(ScheduleOf(team));
    }

    private void Post(TeamId id, DateTimeOffset dueAt)
    {
        if (rows.Find(id) is not { NextDueAt: { } next } schedule || next != dueAt) return;
        if (teams.Find(id) is not { RemovedAt: null } team) return;
        var now = clock.UtcNow > dueAt ? clock.UtcNow : dueAt;
        if (CalendarOf(team, schedule.Settings).ToPost(team, schedule.CoveredUntil, now) is { } due)
        {
            Post(team, schedule, due.Day, now);
            schedule = schedule with { CoveredUntil = due.Day };
        }

        rows.Keep(Planned(schedule, team, now));
    }

    private void Post(Team team, DigestSchedule schedule, DateOnly day, DateTimeOffset now)
    {
        if (ChannelOf(team) is not { } channel) return;
        var (settings, from) = (schedule.Settings, DigestCalendar.FromOf(day, schedule.CoveredUntil));
        var content = languages.At(channel, () => composer.Compose(
            team, settings, CalendarOf(team, settings), from, day, uses.Unused(team.Id)));
        if (content.IsQuiet && settings.QuietWeek is QuietWeek.Nothing) return;
        if (rows.TryAdd(team.Id, day, content, now) is not { } digest) return;
        places.Say(channel, () => DigestCards.Posted(new(content, team.Id, digest)));
    }

    private DigestSchedule Planned(DigestSchedule schedule, Team team, DateTimeOffset now) => schedule with
    {
        NextDueAt = schedule.Settings.IsOn ? CalendarOf(team, schedule.Settings).NextOf(team, now).At : null,
    };

    // a channel in which others than the team read gets none
    private Address? ChannelOf(Team team) =>
        team is { ServiceUrl: { } service } && (team.DigestConversation ?? team.TriageConversation) is { } channel
            && new Address(service, channel, team.Tenant) is var address && readers.TeamAt(address) == team.Id
            ? address
            : null;
}
