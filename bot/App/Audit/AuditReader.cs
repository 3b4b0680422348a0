using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Audit;

/// <summary>
/// Reads the words of a filter: a record (<c>ERR-12</c>), a name, a step (<c>approved</c>), or each of them by its name: <c>who:</c>,
/// <c>step:</c>, <c>kind:</c>, <c>since:</c>, <c>until:</c>, <c>last:</c>; cut into pieces as those of a search are.
/// </summary>
internal sealed class AuditReader(Session session, RecordKinds kinds)
{
    /// <summary>The longest filter that is read.</summary>
    public const int MaxLength = 300;

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["who"] = "who", ["by"] = "who", ["person"] = "who", ["step"] = "step", ["what"] = "step", ["kind"] = "kind",
        ["record"] = "record", ["since"] = "since", ["until"] = "until", ["last"] = "last",
    };

    /// <param name="today">The day it is for whoever asks.</param>
    /// <param name="zone">Their time zone, in which days begin.</param>
    public AuditReading Read(string text, DateOnly today, TimeZoneInfo zone)
    {
        if (text.Length > MaxLength) return new(new(), Say(AuditTexts.TooLong, MaxLength));
        var filter = new AuditFilter { Typed = text.Trim() };
        var words = new List<string>();
        foreach (var part in FindParts.Of(text, Names.ContainsKey))
        {
            if (part.Filter is null) words.Add(part.Values[0]);
            foreach (var value in part.Filter is null ? [] : part.Values)
            {
                if (Added(filter, Names[part.Filter!], value, today, zone) is not { } more)
                {
                    return new(filter, Complaint(part.Filter!, value));
                }
                filter = more;
            }
        }

        return WithWords(filter, words);
    }

    private AuditFilter? Added(AuditFilter filter, string name, string value, DateOnly today, TimeZoneInfo zone) => name switch
    {
        "who" => WithPerson(filter, value),
        "step" => IsStep(value) ? WithStep(filter, value) : null,
        "kind" => IsStep(value) ? filter with { Kinds = filter.Kinds.Add(value.ToLowerInvariant()) } : null,
        "record" => kinds.ReadLabel(value) is { } record ? WithRecord(filter, record) : null,
        "since" => FindDays.Day(value, today) is { } days ? filter with { From = StartOf(days.First, zone) } : null,
        "until" => FindDays.Day(value, today) is { } days ? filter with { Until = StartOf(days.Last.AddDays(1), zone) } : null,
        _ => FindDays.Period(value) is { } period ? filter with { From = StartOf(period.Before(today), zone) } : null,
    };

    /// <summary>Words by themselves: the records among them, then the name that the others make, then steps.</summary>
    private AuditReading WithWords(AuditFilter filter, List<string> words)
    {
        foreach (var word in words.ToList())
        {
            if (kinds.ReadLabel(word) is not { } record) continue;
            filter = WithRecord(filter, record);
            words.Remove(word);
        }

        if (words is []) return new(filter);
        if (WithPerson(filter, string.Join(' ', words)) is { } named) return new(named);
        foreach (var word in words)
        {
            if (!IsStep(word) || !Happened(word)) return new(filter, Say(AuditTexts.NotUnderstood, word));
            filter = WithStep(filter, word);
        }

        return new(filter);
    }

    private AuditFilter? WithPerson(AuditFilter filter, string name)
    {
        if (name.Equals(ActorKind.Bot, StringComparison.OrdinalIgnoreCase)) return filter with { IsOfBot = true };
        var found = FindNames.Meant(name.TrimStart('@'), Everybody(), person => person.Names);
        return found.Count is 0 ? null : filter with { People = filter.People.AddRange(found.Select(person => person.Id)) };
    }

    private bool Happened(string step) =>
        session.Statements.Any($"SELECT 1 FROM record_events WHERE what LIKE {"%" + step.ToLowerInvariant() + "%"} LIMIT 1");

    private List<Somebody> Everybody()
    {
        var all = new List<Somebody>();
        using var rows = session.Statements.Read($"""
            SELECT id, name, given_name, email FROM people WHERE blanked_at IS NULL AND name IS NOT NULL
            """);
        while (rows.Read())
        {
            var name = rows.GetString(1);
            string?[] names = [name, rows.TextOrNull(2), rows.TextOrNull(3), name.Split(' ')[^1]];
            all.Add(new(rows.GetInt64(0), [.. names.OfType<string>()]));
        }

        return all;
    }

    private static AuditFilter WithRecord(AuditFilter filter, RecordId record) =>
        filter with { Records = filter.Records.Add((record.Kind.Name, record.Number)) };

    private static AuditFilter WithStep(AuditFilter filter, string step) =>
        filter with { Steps = filter.Steps.Add(step.ToLowerInvariant()) };

    /// <summary>Names of steps and kinds are written so; so that nothing in them is a sign of a pattern.</summary>
    private static bool IsStep(string word) => word.Length <= 40 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');

    private static string Complaint(string name, string value) => Names[name] switch
    {
        "who" => Say(AuditTexts.NobodyCalled, value),
        "since" or "until" => Say(AuditTexts.NoDay, value),
        _ => Say(AuditTexts.NotUnderstood, value),
    };

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => Team.MomentOf(day, TimeOnly.MinValue, zone);

    private sealed record Somebody(long Id, string[] Names);
}
