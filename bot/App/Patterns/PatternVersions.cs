using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What a pattern said in one version.</summary>
/// <param name="Who">The name of whoever wrote it; null for nobody who is known.</param>
internal sealed record PatternVersion(int Edition, DateTimeOffset At, string? Who, PatternContent Content);

/// <summary>Reads and writes the versions of patterns.</summary>
internal static class PatternVersions
{
    /// <summary>Keeps what a pattern says as its present version.</summary>
    public static void Add(Session session, Pattern pattern, PersonId? person, DateTimeOffset at) => session.Statements.Execute($"""
        INSERT INTO pattern_versions {NewRow.Of(
            ("pattern", pattern.Number), ("edition", pattern.Edition), ("person", person?.Value), ("changed_at", at),
            ("content", Write(pattern.Content)))}
        """);

    /// <summary>A version; null where there is none of this number.</summary>
    public static PatternVersion? Find(Session session, long pattern, int edition)
    {
        using var rows = session.Statements.Read($"""
            SELECT v.changed_at, who.name, v.content FROM pattern_versions v LEFT JOIN people who ON who.id = v.person
            WHERE v.pattern = {pattern} AND v.edition = {edition}
            """);
        return rows.Read() ? new(edition, rows.Moment(0), rows.TextOrNull(1), Read(rows.GetString(2))) : null;
    }

    /// <summary>Passes the texts of all versions through a function, as somebody does not want to be named in them.</summary>
    public static void Rewrite(Session session, long pattern, Func<string, string> change)
    {
        var versions = new List<(int Edition, PatternContent Content)>();
        using (var rows = session.Statements.Read($"SELECT edition, content FROM pattern_versions WHERE pattern = {pattern}"))
        {
            while (rows.Read()) versions.Add((rows.GetInt32(0), Read(rows.GetString(1))));
        }

        foreach (var (edition, content) in versions)
        {
            if (content.Each(change) is var changed && changed == content) continue;
            session.Statements.Execute(
                $"UPDATE pattern_versions SET content = {Write(changed)} WHERE pattern = {pattern} AND edition = {edition}");
        }
    }

    private static string Write(PatternContent content) => JsonSerializer.Serialize(content, PatternVersionsJson.Default.PatternContent);

    private static PatternContent Read(string json) => JsonSerializer.Deserialize(json, PatternVersionsJson.Default.PatternContent)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PatternContent))]
internal sealed partial class PatternVersionsJson : JsonSerializerContext;
