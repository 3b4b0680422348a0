using System.Collections.Immutable;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>Who is asked.</summary>
/// <param name="Seats">Each person once, with their group; 0 without a breakdown. People alone: agents have a lane of their own.</param>
/// <param name="Groups">The groups of the one breakdown; none without it.</param>
internal sealed record Audience(ImmutableArray<(PersonId Person, int Segment)> Seats, ImmutableArray<SurveyGroup> Groups)
{
    /// <summary>How many people are asked.</summary>
    public int People => Seats.Length;

    /// <summary>The people.</summary>
    public IReadOnlySet<PersonId> Set => Seats.Select(seat => seat.Person).ToHashSet();
}

/// <summary>Finds out who is asked.</summary>
internal sealed class Audiences(Session session, Teams teams)
{
    /// <summary>The people of some teams as they are at the moment.</summary>
    /// <param name="byTeam">Whether they are told apart by team; somebody in several of them counts in the first.</param>
    public Audience Of(IEnumerable<TeamId> asked, bool byTeam)
    {
        var seats = new Dictionary<PersonId, int>();
        var groups = ImmutableArray.CreateBuilder<SurveyGroup>();
        foreach (var team in asked.Select(teams.Find).OfType<Team>().Where(team => team.RemovedAt is null))
        {
            var segment = byTeam ? groups.Count + 1 : 0;
            var joined = teams.Members(team.Id).Keys.Count(person => seats.TryAdd(person, segment));
            if (byTeam) groups.Add(new(segment, team.Name, joined));
        }

        return new([.. seats.OrderBy(seat => seat.Key.Value).Select(seat => (seat.Key, seat.Value))], groups.DrainToImmutable());
    }

    /// <summary>The people who were asked in a wave and are still in a team.</summary>
    public Audience OfWave(WaveId wave)
    {
        var seats = ImmutableArray.CreateBuilder<(PersonId, int)>();
        using var rows = session.Statements.Read($"""
            SELECT person FROM survey_seats WHERE wave = {wave.Value} AND person IS NOT NULL
                AND EXISTS (SELECT 1 FROM team_members WHERE team_members.person = survey_seats.person AND left_at IS NULL)
            ORDER BY person
            """);
        while (rows.Read()) seats.Add((new(rows.GetInt64(0)), 0));
        return new(seats.DrainToImmutable(), []);
    }

    /// <summary>Who was asked in a wave, as far as they are known by now.</summary>
    public IReadOnlySet<PersonId> SeatsOf(WaveId wave)
    {
        var people = new HashSet<PersonId>();
        using var rows = session.Statements.Read($"SELECT person FROM survey_seats WHERE wave = {wave.Value} AND person IS NOT NULL");
        while (rows.Read()) people.Add(new(rows.GetInt64(0)));
        return people;
    }
}
