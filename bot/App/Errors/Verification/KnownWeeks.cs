using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// The weeks of which the reports of a team tell anything: those that are over, from the one after its first report on. Weeks in which
/// nobody reported yet are no weeks in which nothing happened.
/// </summary>
internal sealed class KnownWeeks
{
    private const int DaysOfWeek = 7;

    private readonly Team _team;
    private readonly DateOnly _began, _present;

    private KnownWeeks(Team team, MetricQuery query, DateOnly began, DateOnly present) =>
        (_team, First, Count, _began, _present) = (team, query.First, query.Weeks, began, present);

    /// <summary>The team.</summary>
    public TeamId Team => _team.Id;

    /// <summary>The Monday of the first week that was asked for.</summary>
    public DateOnly First { get; }

    /// <summary>How many weeks were asked for.</summary>
    public int Count { get; }

    /// <summary>The zone in whose calendar they are.</summary>
    public TimeZoneInfo Zone => People.Team.ZoneOf(_team.TimeZone);

    /// <summary>The day after the last week that was asked for.</summary>
    public DateOnly End => First.AddDays(DaysOfWeek * Count);

    /// <summary>The moment at which the first day begins.</summary>
    public DateTimeOffset From => MomentOf(First);

    /// <summary>The moment at which the last day ends.</summary>
    public DateTimeOffset To => MomentOf(End);

    /// <summary>Those of a question; null for a team that is gone or to which nothing was ever reported.</summary>
    public static KnownWeeks? Of(IServiceProvider services, MetricQuery query)
    {
        var (session, now) = (services.GetRequiredService<Session>(), services.GetRequiredService<Actor>().Now);
        if (services.GetRequiredService<Teams>().Find(query.Team) is not { } team
            || session.Statements.Number($"SELECT MIN(created_at) FROM errors WHERE team = {query.Team.Value}") is not { } begin)
        {
            return null;
        }

        return new(
            team, query, CalendarWeek.MondayOf(team.LocalDate(DateTimeOffset.FromUnixTimeMilliseconds(begin))),
            CalendarWeek.MondayOf(team.LocalDate(now)));
    }

    /// <summary>A value for each week that is known; null for the others.</summary>
    public double?[] Select(Func<int, double?> value)
    {
        var weeks = new double?[Count];
        for (var week = 0; week < Count; week++)
        {
            var monday = First.AddDays(DaysOfWeek * week);
            if (monday > _began && monday < _present) weeks[week] = value(week);
        }

        return weeks;
    }

    /// <summary>The place of the week of a day among those that were asked for; null for a day of none of them.</summary>
    public int? IndexOf(DateOnly day) =>
        (day.DayNumber - First.DayNumber) is >= 0 and var days && days / DaysOfWeek < Count ? days / DaysOfWeek : null;

    /// <summary>The same of the week of a moment.</summary>
    public int? IndexOf(DateTimeOffset moment) => IndexOf(Wording.DayOf(moment, Zone));

    private DateTimeOffset MomentOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, Zone.GetUtcOffset(local));
    }
}
