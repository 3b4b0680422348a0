using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>The errors of a team that came to their end because they were dealt with, for whoever asks what they cite.</summary>
internal static class EndedErrors
{
    private static readonly string[] Over = [nameof(ErrorState.Resolved), nameof(ErrorState.Closed)];

    /// <summary>Their numbers, restricted ones left out.</summary>
    public static IReadOnlyList<long> Of(IServiceProvider services, TeamId team, DateTimeOffset from, DateTimeOffset to)
    {
        var numbers = new List<long>();
        // by the words CROSS JOIN it begins with what came into its state then; else SQLite could begin with all errors of the team
        using var rows = services.GetRequiredService<Session>().Statements.Read($"""
            SELECT e.id FROM (SELECT s.id FROM errors s WHERE s.state_since >= {from} AND s.state_since < {to}) late CROSS JOIN errors e
            WHERE e.id = late.id AND e.team = {team.Value} AND e.state IN {Over} AND NOT e.restricted ORDER BY e.id
            """);
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }
}
