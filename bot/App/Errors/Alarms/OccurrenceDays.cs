using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>
/// Keeps how often errors of each category were met on each day, for each team: of every error whose events came since the last run the
/// days are counted again, and the differences added to the sums. An occurrence counts when it happened, in the time zone of the team: the
/// report and its accounts, among which stand those of the reports that were found to be the same.
/// What was withdrawn, ruled out or is restricted does not count, and what has no team or no category is none.
/// </summary>
internal sealed class OccurrenceDays(Session session, Teams teams, RecordPlaces places)
{
    /// <summary>Events that are dealt with in one commit.</summary>
    public const int AtOnce = 500;

    /// <summary>Weeks after an alarm in which what is done about its category counts as led to by it.</summary>
    private const int WeeksOfOutcome = 8;

    private static readonly string[] Outcomes = ["accepted", "corrected", "fix-proposed", "fix-begun-unapproved"];

    private readonly Dictionary<long, TimeZoneInfo> _zones = [];

    /// <summary>Counts what the next events changed, inside a commit; gives how many events there were.</summary>
    public int CatchUp(DateTimeOffset now)
    {
        var through = session.Statements.Number($"SELECT event FROM category_cursors WHERE id = 1") ?? 0;
        var events = RecordEventRows.After(session.Statements, through, AtOnce);
        if (events is []) return 0;
        var ofErrors = events.Where(happened => happened.RecordKind is ErrorKind.Name && happened.RecordId > 0).ToList();
        var errors = ofErrors is [] ? [] : Count([.. ofErrors.SelectMany(Touched).Distinct()], now);
        foreach (var happened in ofErrors.Where(happened => Outcomes.Contains(happened.What))) NoteOutcome(happened, errors);
        session.Statements.Execute($"""
            INSERT INTO category_cursors {NewRow.Of(("id", 1), ("event", events[^1].Id))}
            ON CONFLICT (id) DO UPDATE SET event = excluded.event
            """);
        return events.Count;
    }

    // a duplicate is counted by the other error, which has no event of its own then
    private static IEnumerable<long> Touched(RecordEvent happened)
    {
        yield return happened.RecordId;
        if (happened is not { What: "duplicate" or "split", Data: { } data }) yield break;
        using var read = JsonDocument.Parse(data);
        if (read.RootElement.TryGetProperty("other", out var other) && other.TryGetInt64(out var number)) yield return number;
    }

    private Dictionary<long, CountedError> Count(List<long> numbers, DateTimeOffset now)
    {
        using (var others = session.Statements.Read(
            $"SELECT duplicate_of FROM errors WHERE id IN {numbers} AND duplicate_of IS NOT NULL"))
        {
            while (others.Read()) numbers.Add(others.GetInt64(0));
        }

        numbers = [.. numbers.Distinct()];
        var errors = Errors(numbers);
        Keep(errors, OccurrenceDayRows.Of(session, numbers), numbers, now);
        return errors;
    }

    /// <summary>Writes the days that are others than before, and no more than these.</summary>
    private void Keep(
        Dictionary<long, CountedError> errors, IReadOnlyDictionary<long, List<OccurrenceDay>> before, List<long> numbers,
        DateTimeOffset now)
    {
        var changed = new List<(long Error, OccurrenceDay Day)>();
        var sums = new Dictionary<OccurrenceDay, int>();
        var due = new HashSet<(long Team, string Category)>();
        foreach (var number in numbers)
        {
            var (former, after) = (before.GetValueOrDefault(number) ?? [], errors.GetValueOrDefault(number)?.Days() ?? []);
            List<OccurrenceDay> gone = [.. former.Except(after)], come = [.. after.Except(former)];
            changed.AddRange(come.Select(day => (number, day)));
            OccurrenceDayRows.Remove(session, number, [.. gone.Select(day => day.Day).Except(come.Select(day => day.Day))]);
            foreach (var day in gone) Add(sums, day, -day.Occurrences);
            foreach (var day in come) Add(sums, day, day.Occurrences);
            if (errors.TryGetValue(number, out var error) && !error.IsImported) due.UnionWith(Due(come, gone, now));
        }

        OccurrenceDayRows.Put(session, changed);
        OccurrenceDayRows.Add(session, sums.Where(each => each.Value is not 0).Select(each => each.Key with { Occurrences = each.Value }));
        OccurrenceDayRows.NoteDue(session, due);
    }

    private static void Add(Dictionary<OccurrenceDay, int> sums, OccurrenceDay day, int more)
    {
        var key = day with { Occurrences = 0 };
        sums[key] = sums.GetValueOrDefault(key) + more;
    }

    private Dictionary<long, CountedError> Errors(List<long> numbers)
    {
        var errors = new Dictionary<long, CountedError>();
        using (var rows = session.Statements.Read($"""
            SELECT id, team, category, reporter_kind FROM errors
            WHERE id IN {numbers} AND NOT restricted AND team IS NOT NULL AND category IS NOT NULL
                AND state NOT IN ({nameof(ErrorState.Duplicate)}, {nameof(ErrorState.NotAnError)}, {nameof(ErrorState.Withdrawn)})
            """))
        {
            while (rows.Read())
            {
                errors.Add(rows.GetInt64(0), new(rows.GetInt64(1), rows.GetString(2), rows.GetString(3) is NewError.Imported));
            }
        }

        using var moments = session.Statements.Read($"""
            SELECT e.id, COALESCE(e.occurred_at, e.created_at) FROM errors e WHERE e.id IN {numbers}
            UNION ALL
            SELECT w.error, COALESCE(w.occurred_at, w.created_at) FROM witnesses w WHERE w.error IN {numbers}
            """);
        while (moments.Read())
        {
            if (errors.TryGetValue(moments.GetInt64(0), out var error)) error.Met(moments.Moment(1), ZoneOf);
        }

        return errors;
    }

    private TimeZoneInfo ZoneOf(long team)
    {
        if (_zones.TryGetValue(team, out var known)) return known;
        return _zones[team] = Team.ZoneOf(teams.Find(new TeamId(team))?.TimeZone);
    }

    /// <summary>The thirty days of a category are looked at again once something of late was added to them.</summary>
    private IEnumerable<(long Team, string Category)> Due(List<OccurrenceDay> come, List<OccurrenceDay> gone, DateTimeOffset now)
    {
        foreach (var added in come)
        {
            var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneOf(added.Team)).DateTime).AddDays(1 - RareRule.Days);
            if (AlarmRows.Day(added.Day) < first) continue;
            var former = gone.Find(day => day with { Occurrences = 0 } == added with { Occurrences = 0 });
            if (added.Occurrences > (former?.Occurrences ?? 0)) yield return (added.Team, added.Category);
        }
    }

    private void NoteOutcome(RecordEvent happened, Dictionary<long, CountedError> errors)
    {
        if (!errors.TryGetValue(happened.RecordId, out var error)) return;
        var since = happened.At.AddDays(-7 * WeeksOfOutcome);
        foreach (var alarm in AlarmRows.NoteOutcome(
            session, error.Team, error.Category, happened.RecordId, happened.What, since, happened.At))
        {
            places.ShowAgain(AlarmKind.Id(alarm));
        }
    }

    /// <summary>An error that counts.</summary>
    private sealed class CountedError(long team, string category, bool isImported)
    {
        private readonly Dictionary<DateOnly, int> _days = [];

        public long Team => team;

        public string Category => category;

        public bool IsImported => isImported;

        public void Met(DateTimeOffset moment, Func<long, TimeZoneInfo> zoneOf)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zoneOf(team)).DateTime);
            _days[day] = _days.GetValueOrDefault(day) + 1;
        }

        public List<OccurrenceDay> Days() =>
        [
            .. _days.Select(each => new OccurrenceDay(
                team, category, each.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), each.Value)),
        ];
    }
}
