using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>An idea as it is kept.</summary>
internal sealed record Idea(long Number, long Version, TeamId? OfTeam, IdeaState State, string Title) : IRecord
{
    /// <inheritdoc/>
    public bool Restricted => false;
}

/// <summary>Where an idea stands.</summary>
internal enum IdeaState
{
    /// <summary>Nobody has decided yet.</summary>
    Open,

    /// <summary>It is kept.</summary>
    Kept,
}

/// <summary>Reads and writes ideas.</summary>
internal static class IdeaRows
{
    /// <summary>An idea; null when there is none of this number. Asks nobody who may see it.</summary>
    public static Idea? Find(Session session, long number)
    {
        using var rows = session.Statements.Read($"SELECT id, version, team, state, title FROM ideas WHERE id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Those that have been open since before a moment.</summary>
    public static List<Idea> OpenSince(Session session, DateTimeOffset before)
    {
        var ideas = new List<Idea>();
        using var rows = session.Statements.Read(
            $"SELECT id, version, team, state, title FROM ideas WHERE state = {nameof(IdeaState.Open)} AND created_at < {before}");
        while (rows.Read()) ideas.Add(Read(rows));
        return ideas;
    }

    /// <summary>Adds an idea and gives its number.</summary>
    public static long Add(Session session, PersonId author, Team? team, string title, DateTimeOffset now) => session.Statements.Number($"""
        INSERT INTO ideas {NewRow.Of(
            ("version", 1), ("team", team?.Id.Value), ("author", author.Value), ("state", nameof(IdeaState.Open)), ("title", title),
            ("restricted", false), ("created_at", now), ("local_date", DayOf(team, now)))}
        RETURNING id
        """)!.Value;

    /// <summary>Sets its state; false when somebody was faster.</summary>
    public static bool Set(Session session, Idea idea, IdeaState state) => session.Statements.Execute(
        $"UPDATE ideas SET version = version + 1, state = {state.ToString()} WHERE id = {idea.Number} AND version = {idea.Version}") > 0;

    private static Idea Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.NumberOrNull(2) is { } team ? new(team) : null, Enum.Parse<IdeaState>(row.GetString(3)),
        row.GetString(4));

    private static string DayOf(Team? team, DateTimeOffset now) =>
        Team.LocalDate(now, team?.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
