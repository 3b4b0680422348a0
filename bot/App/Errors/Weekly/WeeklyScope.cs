using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>Which errors a digest tells of, from when on, and to whom.</summary>
internal sealed class WeeklyScope
{
    /// <summary>Rows that are looked at, and lines that are counted, of one section at most.</summary>
    public const int MostLooked = 200;

    // internal, so that a test sees by which index it is read
    // In the very words of the index errors_in_work, and not as parameters: else neither engine sees that it may read that index.
    internal static readonly Sql InWork = Sql.Of($"""
        e.state IN ('Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing', 'Verifying')
        """);

    /// <summary>What a digest tells of.</summary>
    public WeeklyScope(DigestQuery query)
    {
        Query = query;
        Zone = Team.ZoneOf(query.Team.TimeZone);
        Errors = Sql.AllOf([
            Sql.Of($"e.team = {query.Team.Id.Value}"),
            query.Reader is { } reader ? ErrorKind.Access.Condition(reader) : Sql.Of($"NOT e.restricted"),
            .. ErrorFilter.Conditions(query)]);
    }

    /// <summary>What is asked for.</summary>
    public DigestQuery Query { get; }

    /// <summary>What the person is for whose own chat it is; null where several people read.</summary>
    public Principal? Reader => Query.Reader;

    /// <summary>The time zone of the team.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The condition, in parentheses, for the errors that are told of or counted; the query calls the table <c>e</c>.</summary>
    public Sql Errors { get; }

    /// <summary>The day, where the team is, on which the week begins.</summary>
    public DateOnly First => DayOf(Query.From, Zone);

    /// <summary>The day after the last of the week.</summary>
    public DateOnly End => DayOf(Query.To, Zone);

    /// <summary>Whether the reader decides about the errors of the team.</summary>
    public bool ReaderLeads =>
        Reader is { } who && (who.IsAdministrator || who.LeadsRecordsOf(Query.Team.Id, ErrorKind.Access.LeadRole));

    /// <summary>For how long something lasts at the end of the week, such as “for 3 days”.</summary>
    public string For(DateTimeOffset since) => (Query.To - since).Days switch
    {
        <= 0 => WeeklyTexts.ForLessThanADay,
        1 => WeeklyTexts.ForADay,
        var days => Say(WeeklyTexts.ForDays, days),
    };

    /// <summary>A line about an error.</summary>
    public static DigestLine Line(DigestSection section, long number, string title, string words) =>
        new(section, ErrorKind.Id(number), title, words);
}

/// <summary>A line of a digest, with what its place in its section depends on.</summary>
/// <param name="Since">When it began, or happened.</param>
/// <param name="IsSum">Whether it stands for several records, so that it comes first.</param>
internal sealed record WeeklyLine(DigestLine Line, int Severity, DateTimeOffset Since, bool IsSum = false);

/// <summary>A section of a digest, as far as errors have something to tell in it.</summary>
/// <param name="Total">How many lines there are, with those beyond the limit.</param>
internal sealed record WeeklySection(DigestSection Section, IReadOnlyList<DigestLine> Lines, int Total)
{
    /// <summary>A section in which the sums come first, then the most severe, and of these the oldest.</summary>
    public static WeeklySection OldestFirst(DigestSection section, IReadOnlyList<WeeklyLine> lines, int limit, int? total = null) => new(
        section,
        [.. lines.OrderByDescending(line => line.IsSum).ThenByDescending(line => line.Severity).ThenBy(line => line.Since)
            .ThenBy(line => line.Line.Record?.Number).Take(limit).Select(line => line.Line)],
        total ?? lines.Count);
}
