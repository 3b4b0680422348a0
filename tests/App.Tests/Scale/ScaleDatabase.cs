using System.Globalization;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// A large database, written straight into the product's own tables: 50 teams with a lead each, 10,000 people with them. The kinds of it
/// add the reports.
/// </summary>
internal abstract class ScaleDatabase : IDisposable
{
    /// <summary>How many teams; their numbers begin with 1, and the lead of each is the person of the same number.</summary>
    public const int Teams = 50;

    /// <summary>People beside the leads; their numbers follow those of the leads.</summary>
    protected const int People = 10_000 - Teams;

    /// <summary>Reports that are written with one statement.</summary>
    protected const int AtOnce = 100_000;

    /// <summary>Milliseconds.</summary>
    protected const int ADay = 86_400_000;

    private readonly TemporaryDatabase _place;

    protected ScaleDatabase(StorageEngine engine)
    {
        _place = new(engine: engine);
        Write(Some(Teams + People, """
            INSERT INTO people (id, tenant, aad_object_id, channel_user_id, name, person_kind, is_guest, created_at)
            SELECT n, 'home', 'object-' || n, '29:' || n, 'Person ' || n, 'person', FALSE, 0 FROM numbers
            """));
        Write(Some(Teams, """
            INSERT INTO teams (id, teams_team_id, tenant, name, service_url, time_zone, shares_similar, installed_at)
            SELECT n, 'team-' || n, 'home', 'Team ' || n, 'https://channel.example/', 'Europe/Berlin', FALSE, 0 FROM numbers
            """));
        Write(Some(Teams + People, $"""
            INSERT INTO team_members (team, person, is_owner, joined_at) SELECT (n - 1) % {Teams} + 1, n, n <= {Teams}, 0 FROM numbers
            """));
        Write(Some(Teams + People, """
            INSERT INTO conversations (id, kind, person, service_url, tenant, bot_id, bot_name)
            SELECT 'a:' || n, 'personal', n, 'https://channel.example/', 'home', '28:bot', 'bot' FROM numbers
            """));
    }

    /// <summary>Where it is.</summary>
    public Database Database => _place.Database;

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    /// <summary>An insertion that reads from <c>numbers (n)</c>, which begin with 1, as the database would give them.</summary>
    internal static string Some(int count, string insert) => Some(count, 0, insert);

    /// <summary>The same from behind a number on.</summary>
    protected static string Some(int count, int from, string insert) => string.Create(CultureInfo.InvariantCulture, $"""
        WITH RECURSIVE numbers (n) AS (SELECT {from + 1} UNION ALL SELECT n + 1 FROM numbers WHERE n < {from + count}) {insert}
        """);

    /// <summary>Runs statements.</summary>
    protected void Write(string sql) => _place.Run(sql);
}
