using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Digests;

/// <summary>When a team gets its digest next.</summary>
/// <param name="CoveredUntil">The day up to which its digests told, in its time zone.</param>
/// <param name="NextDueAt">Null while it is switched off.</param>
internal sealed record DigestSchedule(TeamId Team, DigestSettings Settings, DateOnly CoveredUntil, DateTimeOffset? NextDueAt);

/// <summary>A digest that was posted.</summary>
internal sealed record PostedDigest(long Id, TeamId Team, DateOnly Day, DateTimeOffset PostedAt, DigestContent Content);

/// <summary>Reads and writes schedules, and the digests that were posted.</summary>
internal sealed class DigestRows(Session session)
{
    private static readonly Sql SelectPosted = Sql.Of($"SELECT id, team, day, posted_at, content FROM digests");

    /// <summary>The schedule of a team; null for one that was not seen yet.</summary>
    public DigestSchedule? Find(TeamId team)
    {
        using var rows = session.Statements.Read($"""
            SELECT is_on, days, at_time, sections, severity_floor, objects, actors, quiet_week, covered_until, next_due_at
            FROM digest_schedules WHERE team = {team.Value}
            """);
        return rows.Read() ? new(team, SettingsIn(rows), DayOf(rows.GetString(8)), rows.MomentOrNull(9)) : null;
    }

    /// <summary>Keeps a schedule; only while a commit runs.</summary>
    public void Keep(DigestSchedule schedule)
    {
        var settings = schedule.Settings;
        session.Statements.Execute($"""
            INSERT INTO digest_schedules {NewRow.Of(
                ("team", schedule.Team.Value), ("is_on", settings.IsOn), ("days", settings.Days.ToString()),
                ("at_time", settings.At.ToString("HH:mm", CultureInfo.InvariantCulture)), ("sections", string.Join(',', settings.Sections)),
                ("severity_floor", settings.SeverityFloor), ("objects", string.Join(',', settings.Objects)),
                ("actors", settings.Actors.ToString()), ("quiet_week", settings.QuietWeek.ToString()),
                ("covered_until", schedule.CoveredUntil), ("next_due_at", schedule.NextDueAt))}
            ON CONFLICT (team) DO UPDATE SET
                is_on = excluded.is_on, days = excluded.days, at_time = excluded.at_time, sections = excluded.sections,
                severity_floor = excluded.severity_floor, objects = excluded.objects, actors = excluded.actors,
                quiet_week = excluded.quiet_week, covered_until = excluded.covered_until, next_due_at = excluded.next_due_at
            """);
    }

    /// <summary>The teams that have no schedule yet, each due since the bot came there.</summary>
    public IReadOnlyList<DueRow> Unseen(DateTimeOffset now, int skip, int limit) => Due(session.Statements.Read($"""
        SELECT id, installed_at, '' FROM teams
        WHERE removed_at IS NULL AND installed_at <= {now} AND NOT EXISTS (SELECT 1 FROM digest_schedules s WHERE s.team = teams.id)
        ORDER BY installed_at, id LIMIT {limit} OFFSET {skip}
        """));

    /// <summary>The teams whose digest is due; each key is another one once it was posted, also where the clock went back.</summary>
    public IReadOnlyList<DueRow> DueTeams(DateTimeOffset now, int skip, int limit) => Due(session.Statements.Read($"""
        SELECT s.team, s.next_due_at, s.covered_until FROM digest_schedules s JOIN teams t ON t.id = s.team
        WHERE s.next_due_at <= {now} AND t.removed_at IS NULL ORDER BY s.next_due_at, s.team LIMIT {limit} OFFSET {skip}
        """));

    /// <summary>Adds a digest and gives its id; null where its day has one already.</summary>
    public long? TryAdd(TeamId team, DateOnly day, DigestContent content, DateTimeOffset now) => session.Statements.Number($"""
        INSERT INTO digests {NewRow.Of(
            ("team", team.Value), ("day", day), ("posted_at", now),
            ("content", JsonSerializer.Serialize(content, DigestContentJson.Default.DigestContent)))}
        ON CONFLICT DO NOTHING RETURNING id
        """);

    /// <summary>A digest by its id; null when there is none. Asks nobody who may read it.</summary>
    public PostedDigest? FindPosted(long id) => Posted(session.Statements.Read($"{SelectPosted} WHERE id = {id}")).FirstOrDefault();

    /// <summary>The last digests of a team, the newest first.</summary>
    public IReadOnlyList<PostedDigest> Last(TeamId team, int count) =>
        Posted(session.Statements.Read($"{SelectPosted} WHERE team = {team.Value} ORDER BY day DESC LIMIT {count}"));

    private static List<DueRow> Due(Rows rows)
    {
        using var _ = rows;
        var due = new List<DueRow>();
        while (rows.Read()) due.Add(new(KeyOf(rows.GetInt64(0), rows.GetString(2)), rows.Moment(1)));
        return due;
    }

    /// <summary>The team that a key is about.</summary>
    public static TeamId TeamIn(string key) => new(
        long.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture));

    private static string KeyOf(long team, string coveredUntil) => string.Create(CultureInfo.InvariantCulture, $"{team}/{coveredUntil}");

    private static List<PostedDigest> Posted(Rows rows)
    {
        using var _ = rows;
        var posted = new List<PostedDigest>();
        while (rows.Read())
        {
            var content = JsonSerializer.Deserialize(rows.GetString(4), DigestContentJson.Default.DigestContent)!;
            posted.Add(new(rows.GetInt64(0), new(rows.GetInt64(1)), DayOf(rows.GetString(2)), rows.Moment(3), content));
        }

        return posted;
    }

    // names of a newer version are left out
    private static DigestSettings SettingsIn(Rows row) => new()
    {
        IsOn = row.GetBoolean(0),
        Days = Read(row.GetString(1), DigestDays.Monday),
        At = TimeOnly.ParseExact(row.GetString(2), "HH:mm", CultureInfo.InvariantCulture),
        Sections = [.. Names(row.GetString(3)).Select(name => Enum.TryParse<DigestSection>(name, out var s) ? s : (DigestSection?)null)
            .OfType<DigestSection>()],
        SeverityFloor = row.GetInt32(4),
        Objects = [.. Names(row.GetString(5))],
        Actors = Read(row.GetString(6), DigestActors.Both),
        QuietWeek = Read(row.GetString(7), QuietWeek.OneLine),
    };

    private static T Read<T>(string name, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) ? value : otherwise;

    private static string[] Names(string kept) => kept.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly DayOf(string kept) => DateOnly.ParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
